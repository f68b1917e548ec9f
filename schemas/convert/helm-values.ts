import type { ChartDefaultRecord, ChartValueRecord, ChartWriteRecord, HelmBehaviourRecord, HelmValueChangeRecord, HelmValueRecord } from "../../server/src/catalog/chart-records.ts";
import { anything, defined, flag, list, mapOf, oneOf, optional, record, since, some, text, version, words } from "../shape.ts";

export interface HelmValues {
  readonly values: readonly HelmValueRecord[];
  readonly valueChanges: readonly HelmValueChangeRecord[];
  readonly behaviour: readonly HelmBehaviourRecord[];
  readonly driverKinds: {
    readonly values: readonly string[];
    readonly aliases: Readonly<Record<string, string>>;
    readonly default: string;
  };
  readonly known: readonly ChartValueRecord[];
  readonly given: readonly ChartDefaultRecord[];
  readonly written: readonly ChartWriteRecord[];
  readonly rulesFolder: string;
}

/** `sources/helm-values.json` → chart values that were renamed or removed. Their versions are the chart's. */
export function convertHelmValues(source: unknown): HelmValues {
  const read = sourceShape(source, "helm-values.json");
  return {
    values: read.values.map(({ source: _source, replacedBy, ...rest }) => defined({ ...rest, replacedBy: some(replacedBy) })),
    valueChanges: read.valueChanges.map(({ source: _source, ...rest }) => defined({ ...rest })),
    behaviour: read.behaviour.map(({ version, id, change }) => defined({ version, id, change })),
    known: read.known.map((value) => defined({ ...value })),
    driverKinds: { values: read.layout.driver.values, aliases: read.layout.driver.aliases, default: read.layout.driver.default },
    given: read.layout.falcoYaml.given.map(({ source: _source, ...rest }) => defined({ ...rest })),
    written: read.layout.falcoYaml.written.map(({ source: _source, ...rest }) => defined({ ...rest })),
    rulesFolder: read.layout.rules.folder,
  };
}

const place = record({ path: text, note: words });
const sourceShape = record({
  meta: anything,
  values: list(
    record({
      path: text,
      since,
      deprecatedIn: optional(version),
      removedIn: optional(version),
      replacedBy: list(text),
      op: oneOf(["rename", "scalar-to-list", "map-to-list", "value-map", "manual", "delete"]),
      fatal: flag,
      meanwhile: optional(text),
      note: words,
      source: text,
    }),
  ),
  valueChanges: list(
    record({
      path: text,
      value: text,
      status: oneOf(["alias", "removed", "active"]),
      canonical: words,
      since: optional(version),
      renamedIn: optional(version),
      deprecatedIn: optional(version),
      removedIn: optional(version),
      note: text,
      source: text,
    }),
  ),
  behaviour: list(record({ version, id: optional(text), change: text, source: text })),
  known: list(
    record({
      path: text,
      type: oneOf(["block", "open", "subchart", "list", "string", "boolean", "integer"]),
      since: optional(version),
      removedIn: optional(version),
      description: text,
    }),
  ),
  layout: record({
    falcoYaml: record({
      path: text,
      note: words,
      given: list(record({ path: text, since: optional(version), removedIn: optional(version), source: text })),
      written: list(record({ path: text, by: text, switch: optional(text), since: optional(version), source: text })),
    }),
    rules: record({ path: text, folder: text, note: words }),
    cliArgs: place,
    loaderArgs: place,
    env: place,
    driver: record({ path: text, values: list(text), aliases: mapOf(text), default: text }),
    containerMetadata: place,
    kubernetesMetadata: place,
    metrics: place,
    falcoctl: place,
    chartLocation: text,
    implicitSource: text,
  }),
});
