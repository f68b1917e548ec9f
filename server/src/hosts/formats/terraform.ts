import { readYaml } from "../../syntax/yaml.ts";
import { shiftMap } from "../../text/offset-map.ts";
import { shift, type Span } from "../../text/span.ts";
import { withBranches } from "../embedding/branches.ts";
import { chartVersionIn, statedChart } from "../embedding/chart-version.ts";
import { shellReading } from "../commands/falco-commands.ts";
import { type HclEntry, type HclValue, readHclObject } from "../embedding/hcl.ts";
import { findValues, valuesReading } from "./helm-values.ts";
import type { Host, HostReading, Region, StatedVersion } from "../host.ts";
import { joined, nested, NOTHING } from "../embedding/nested.ts";
import { argumentRegion, withArguments } from "../commands/setting-arguments.ts";
import { maskTemplate } from "../embedding/template.ts";
import { readYamlText } from "../embedding/yaml-text.ts";
import { settingLeaves, settingRegion } from "../embedding/hcl-settings.ts";
import { wordsOf } from "../embedding/hcl-words.ts";
import { workloadReadings } from "./terraform-workloads.ts";
import { hereDocuments } from "../embedding/here-documents.ts";

/**
 * Terraform: values of Falco's chart, rules, manifests and shell scripts in here-documents, and what a `helm_release` of
 * the chart sets: its version, its `set` blocks and what it encodes as values; Kubernetes workloads, and
 * what provisioners run. Texts with templates are only looked at.
 */
export const terraformHost: Host = {
  id: "terraform",
  files: ["*.tf", "*.pkr.hcl"],
  languages: ["terraform"],
  matches: (path) => /\.(?:tf|pkr\.hcl)$/.test(path),
  read(_path, text) {
    if (!text.includes("falco")) return NOTHING;
    const found = releases(text);
    const bodies = hereDocuments(text).map(({ start: index, body: lines }) => {
      const written = text.slice(lines.start, lines.end);
      const body = maskTemplate(written, "terraform");
      const { start } = lines;
      const template = /[$%]\{/.test(written);
      const around = found.groups.find(({ span }) => span.start <= index && index < span.end)?.group;
      const group = around === undefined ? String(start) : `${around}/${start}`;
      return nested(
        bodyReading(body, found.valueTexts.has(index), keyBefore(text, index)),
        shiftMap(start, body.length),
        { group, ...(template && { template }) },
      );
    });
    return withBranches(
      joined([...bodies, ...found.readings, ...workloadReadings(text), ...provisionerReadings(text)]),
      text,
    );
  },
};

/** The lines of a shell that a provisioner runs, in Terraform and in Packer's templates. */
function provisionerReadings(text: string): readonly HostReading[] {
  return [...text.matchAll(/^[ \t]*provisioner\s+"(?:shell|shell-local|remote-exec)"\s*(?=\{)/gm)].flatMap(
    (match) => {
      const body = readHclObject(text, match.index + match[0].length);
      const lines =
        body.kind === "object" ? body.entries.find(({ name }) => name === "inline")?.value : undefined;
      return (lines?.kind === "list" ? lines.items : []).flatMap(({ kind, span }) =>
        kind === "text"
          ? [
              nested(
                shellReading(text.slice(span.start, span.end)),
                shiftMap(span.start, span.end - span.start),
                { group: `provisioner ${match.index}` },
              ),
            ]
          : [],
      );
    },
  );
}

/** The key in quotes that a here-document is the value of, as a ConfigMap's data has it: the name of a file. */
function keyBefore(text: string, at: number): string | undefined {
  return /"([^"\r\n]+)"[ \t]*=[ \t]*$/.exec(text.slice(Math.max(0, at - 200), at))?.[1];
}

/** `isValues` is whether Falco's chart gets it. */
function bodyReading(body: string, isValues: boolean, name: string | undefined): HostReading {
  if (isValues)
    return joined(
      readYaml(body).documents.map(({ root }) =>
        root?.kind === "map" ? valuesReading(root, body, "values") : NOTHING,
      ),
    );
  if (!body.includes("falco") && name === undefined && !/^[ \t]*-\s+(?:rule|macro|list):/m.test(body))
    return NOTHING;
  if (/^\s*#!/.test(body)) return shellReading(body);
  const values = joined(readYaml(body).documents.map(({ root }) => findValues(root, body, "values")));
  return values.regions.length > 0
    ? values
    : readYamlText(body, name === undefined ? undefined : { path: name, isAdded: false });
}

/** What installs Falco's chart. */
interface Releases {
  readonly readings: readonly HostReading[];
  /** Where the here-documents begin that are its values. */
  readonly valueTexts: ReadonlySet<number>;
  /** Each release with where it is: what is in one is for the version that it asks for. */
  readonly groups: readonly { readonly group: string; readonly span: Span }[];
}

function releases(text: string): Releases {
  const bodies = [...text.matchAll(/^resource\s+"helm_release"\s+"[^"\r\n]*"\s*(?=\{)/gm)].flatMap(
    (match) => {
      const body = readHclObject(text, match.index + match[0].length);
      const chart =
        body.kind === "object" ? body.entries.find(({ name }) => name === "chart")?.value : undefined;
      return body.kind === "object" && /^(?:falcosecurity\/)?falco$/.test(textOf(chart, text)) ? [body] : [];
    },
  );
  const valueTexts = bodies.flatMap(({ entries }) =>
    entries.flatMap(({ name, value }) =>
      name === "values" && value.kind === "list"
        ? value.items.filter(({ kind }) => kind === "computed").map(({ span }) => span.start)
        : [],
    ),
  );
  const locals = localsOf(text);
  const groups = bodies.map(({ span }) => ({ group: `release ${span.start}`, span }));
  const readings = bodies.map(({ entries, span }): HostReading => {
    const group = `release ${span.start}`;
    return {
      regions: withArguments(settingsOf(entries, text, group, locals)),
      versions: versionsOf(entries, text, group),
    };
  });
  return { readings, valueTexts: new Set(valueTexts), groups };
}

/** What the file's `locals` blocks name. */
function localsOf(text: string): ReadonlyMap<string, HclValue> {
  const blocks = [...text.matchAll(/^locals[ \t]*(?=\{)/gm)].map((match) =>
    readHclObject(text, match.index + match[0].length),
  );
  return new Map(
    blocks.flatMap((block) =>
      block.kind === "object"
        ? block.entries.map(({ name, value }): [string, HclValue] => [name, value])
        : [],
    ),
  );
}

function versionsOf(entries: readonly HclEntry[], text: string, group: string): readonly StatedVersion[] {
  return entries.flatMap(({ name, value }): readonly StatedVersion[] => {
    const asked = name === "version" ? chartVersionIn(textOf(value, text)) : undefined;
    return asked ? [statedChart(asked, shift(asked, value.span.start), group)] : [];
  });
}

/** `set { name = "a.b" value = "c" }`, the same as a list, and each single value of an object that is encoded, there or under a name of `locals`. */
function settingsOf(
  entries: readonly HclEntry[],
  text: string,
  group: string,
  locals: ReadonlyMap<string, HclValue>,
): readonly Region[] {
  const named = (value: HclValue): HclValue => {
    const local =
      value.kind === "computed"
        ? /^(?:yaml|json)encode\(\s*local\.([\w-]+)\s*\)$/.exec(
            text.slice(value.span.start, value.span.end).trim(),
          )?.[1]
        : undefined;
    return (local === undefined ? undefined : locals.get(local)) ?? value;
  };
  return entries.flatMap(({ name, value }): readonly Region[] => {
    if (name === "set" || name === "set_sensitive" || name === "set_list")
      return (value.kind === "list" ? value.items : [value]).flatMap((one) => setting(one, text, group));
    return name === "values" && value.kind === "list"
      ? value.items.flatMap((one) => settingLeaves([], named(one), text, group))
      : [];
  });
}

function setting(block: HclValue, text: string, group: string): readonly Region[] {
  if (block.kind !== "object") return [];
  const name = block.entries.find((entry) => entry.name === "name")?.value;
  const value = block.entries.find((entry) => entry.name === "value")?.value;
  // A region's places never decrease, so the name must be before the value.
  if (name?.kind !== "text" || !value || name.span.start > value.span.start) return [];
  return [
    settingRegion([name.span], value, text, group),
    ...argumentRegion(text.slice(name.span.start, name.span.end), wordsOf(value, text), group),
  ];
}

function textOf(value: HclValue | undefined, text: string): string {
  return value?.kind === "text" ? text.slice(value.span.start, value.span.end) : "";
}
