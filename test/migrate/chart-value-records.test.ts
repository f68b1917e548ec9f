import { describe, expect, test } from "vitest";
import { parse, parseDocument } from "yaml";
import { helmData } from "../../server/src/catalog/data.ts";
import { NEWEST_FALCO } from "../../server/src/catalog/releases.ts";
import { hostsFor } from "../samples.ts";
import { migrated } from "./files.ts";
import { CHART_ROWS } from "./records-chart-values.ts";

/* What becomes of each value that the chart of the newest release has no more: as values of the chart, and of a chart around it. */

const BASE = "driver:\n  kind: modern_ebpf\nfalco:\n  priority: debug\ncollectors:\n  enabled: true\n";

/** The values with one more, or with one less, in the block form that people write. */
function withValue(text: string, path: string, value: unknown): string {
  const document = parseDocument(text);
  document.setIn(path.split("."), value);
  return document.toString();
}

/** What the values say once one of them is removed, and what is left of its blocks. */
function without(text: string, path: string): Record<string, unknown> {
  const document = parseDocument(text);
  const names = path.split(".");
  document.deleteIn(names);
  for (let length = names.length - 1; length > 0; length--) {
    const block = document.getIn(names.slice(0, length));
    if (block === null || JSON.stringify(block) === "{}") document.deleteIn(names.slice(0, length));
  }
  return parse(document.toString()) as Record<string, unknown>;
}

const indented = (values: string, by: number): string => values.replace(/^(?=.)/gm, " ".repeat(by));

interface ValuesHost {
  readonly name: string;
  readonly path: string;
  text(values: string): string;
  /** What the file says the values are. */
  read(text: string): unknown;
}

const HOSTS: readonly ValuesHost[] = [
  { name: "values.yaml", path: "values.yaml", text: (values) => values, read: parse },
  {
    name: "values of a chart around it",
    path: "values.yaml",
    text: (values) => `falco:\n${indented(values, 2)}`,
    read: (text) => (parse(text) as { falco: unknown }).falco,
  },
  {
    name: "a HelmRelease",
    path: "release.yaml",
    text: (values) =>
      `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata:\n  name: falco\nspec:\n  chart:\n    spec:\n      chart: falco\n  values:\n${indented(values, 4)}`,
    read: (text) => (parse(text) as { spec: { values: unknown } }).spec.values,
  },
  {
    name: "an Application",
    path: "application.yaml",
    text: (values) =>
      `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata:\n  name: falco\nspec:\n  source:\n    chart: falco\n    helm:\n      values: |\n${indented(values, 8)}`,
    read: (text) =>
      parse((parse(text) as { spec: { source: { helm: { values: string } } } }).spec.source.helm.values),
  },
];

test("every value that the chart has no more has its row", () => {
  const aged = helmData.values
    .filter(({ deprecatedIn, removedIn }) => deprecatedIn ?? removedIn)
    .map(({ path }) => path);
  expect(CHART_ROWS.map(([path]) => path)).toEqual(aged);
});

describe.each(CHART_ROWS)("%s: %s", (path, value, outcome) => {
  const before = withValue(BASE, path, parse(value));
  test.each(hostsFor(HOSTS, path))("in $name", ({ path: file, text, read }) => {
    const result = migrated({ [file]: text(before) }, NEWEST_FALCO);
    const open = result.needsPerson.map(({ why }) => why);
    if (outcome !== "gone" && "person" in outcome) {
      expect([result.text(file), open]).toEqual([text(before), [outcome.person]]);
      return;
    }
    const left = without(before, path);
    const expected =
      outcome === "gone"
        ? left
        : (parse(withValue(JSON.stringify(left), outcome.to, parse(outcome.value ?? value))) as unknown);
    expect(open).toEqual([]);
    expect(read(result.text(file))).toEqual(expected);
  });
});

/** The driver's kinds that are called otherwise or gone, and what becomes of them. */
const KINDS: Readonly<Record<string, string | { readonly person: string }>> = {
  module: "kmod",
  "modern-bpf": "modern_ebpf",
  ebpf: { person: "Decide whether `modern_ebpf` works on the kernels of the nodes, then choose it." },
  gvisor: {
    person: "This driver has no replacement. Decide on another kind, or stay with an older chart.",
  },
};

test("every kind of driver that is called otherwise or gone has its row", () => {
  expect(helmData.valueChanges.filter(({ status }) => status !== "active").map(({ value }) => value)).toEqual(
    Object.keys(KINDS),
  );
});

describe.each(Object.entries(KINDS))("driver.kind: %s", (kind, outcome) => {
  test.each(hostsFor(HOSTS, kind))("in $name", ({ path: file, text }) => {
    const values = (one: string): string =>
      text(BASE.replace("kind: modern_ebpf", `kind: ${one} # for all nodes`));
    const result = migrated({ [file]: values(kind) }, NEWEST_FALCO);
    const open = result.needsPerson.map(({ why }) => why);
    if (typeof outcome === "string") expect([result.text(file), open]).toEqual([values(outcome), []]);
    else expect([result.text(file), open]).toEqual([values(kind), [outcome.person]]);
  });
});
