import { artifactOf, type DefaultRulesFile, MAIN_RULES_FILE } from "../../../catalog/default-rules.ts";
import type { Document, ParsedRegion } from "../../../hosts/document.ts";
import { addedItem, addedToBlock, insertedAfter } from "../../../model/configuration/entry-edit.ts";
import { entryOf, nodeAt, type YamlMap, type YamlNode } from "../../../syntax/yaml-node.ts";
import type { Edit } from "../../../text/span.ts";
import type { Fix, FixEdit, Problem } from "../../check.ts";
import { addedRulesFile } from "./load-rules-file.ts";

/** The reference by which falcoctl installs a file of the rules project: the newest of its major version. */
function referenceOf({ file, version }: DefaultRulesFile): string {
  return `${artifactOf(file)}:${version?.split(".")[0] ?? "latest"}`;
}

/** A problem with the fix that has the chart install a published file and load it before `customRules`. */
export function withChartInstalling(
  problem: Problem,
  file: DefaultRulesFile,
  published: readonly DefaultRulesFile[],
  { uri }: Document,
  region: ParsedRegion,
): Problem {
  const root = region.yaml?.documents[0]?.root;
  const main = published.find((one) => one.file === MAIN_RULES_FILE);
  if (root?.kind !== "map" || root.flow || region.template || !main || file.plugin !== undefined)
    return problem;
  const falco = entryOf(root, "falco");
  const list = entryOf(falco?.value, "rules_files");
  const paths = `rules_files: [/etc/falco/${MAIN_RULES_FILE}, /etc/falco/${file.file}, /etc/falco/falco_rules.local.yaml, /etc/falco/rules.d]`;
  const loads = list
    ? addedRulesFile(list.value, file.file, region.text)
    : addedBelow(root, falco && "falco", ["falco:", `  ${paths}`], paths, region.text);
  const installs = addedReference(root, [main, file].map(referenceOf), region.text);
  const edits = [loads, installs].flatMap((edit): readonly FixEdit[] => {
    const outer = edit && region.map.edit(edit.span, edit.newText);
    return outer ? [{ uri, ...outer.span, newText: outer.newText }] : [];
  });
  const [first, second] = edits;
  if (!first || !second) return problem;
  // Both may be put at the end of the values.
  const isOne = first.start === second.start && first.end === second.end;
  const fix: Fix = {
    title: `Load \`${file.file}\`, and install it`,
    safety: "unsafe",
    edits: isOne ? [{ ...first, newText: first.newText + second.newText }] : edits,
  };
  return { ...problem, fixes: [...problem.fixes, fix] };
}

/** What falcoctl installs by the chart's values: an item more, or the whole list instead of the chart's own. */
function addedReference(
  root: YamlMap,
  [main = "", added = ""]: readonly string[],
  text: string,
): Edit | undefined {
  const install = nodeAt(root, ["falcoctl", "config", "artifact", "install"]);
  const refs = entryOf(install, "refs");
  if (refs) return isNamed(refs.value, added) ? undefined : addedItem(refs, added, text);
  if (entryOf(root, "falcoctl")) return undefined;
  const list = `        refs: [${main}, ${added}]`;
  return addedBelow(
    root,
    undefined,
    ["falcoctl:", "  config:", "    artifact:", "      install:", list],
    "",
    text,
  );
}

function isNamed(list: YamlNode, reference: string): boolean {
  const [artifact] = reference.split(":");
  return (
    list.kind === "seq" &&
    list.items.some((item) => item.kind === "scalar" && item.text.includes(`${artifact}:`))
  );
}

/** Lines at the end of the values, or one line more in a block that is there. */
function addedBelow(
  root: YamlMap,
  block: string | undefined,
  lines: readonly string[],
  line: string,
  text: string,
): Edit | undefined {
  const entry = block === undefined ? undefined : entryOf(root, block);
  if (entry)
    return entry.value.kind === "map" && !entry.value.flow && entry.value.alias === undefined
      ? addedToBlock(entry, line, text)
      : undefined;
  const last = root.entries.at(-1);
  return last && insertedAfter(last, lines, text);
}
