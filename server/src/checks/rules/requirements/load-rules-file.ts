import { isPublishedFile } from "../../../catalog/default-rules.ts";
import type { Document } from "../../../hosts/document.ts";
import { nameOf } from "../../../model/workspace/named-documents.ts";
import { entryOf, type YamlNode, type YamlScalar } from "../../../syntax/yaml-node.ts";
import type { Edit } from "../../../text/span.ts";
import type { Fix, Problem } from "../../check.ts";

/**
 * A problem with the fix that names a published file in `rules_files`, after those that are there already and before the
 * user's own; as it is where no configuration of the workspace has that list.
 */
export function withRulesFileLoaded(problem: Problem, file: string, config: Document | undefined): Problem {
  const [region, ...others] = config?.regions ?? [];
  const list =
    region?.kind === "config" ? entryOf(region.yaml?.documents[0]?.root, "rules_files")?.value : undefined;
  if (!config || !region || others.length > 0 || region.template || !list) return problem;
  const added = addedRulesFile(list, file, region.text);
  const edit = added && region.map.edit(added.span, added.newText);
  if (!edit) return problem;
  const fix: Fix = {
    title: `Load \`${file}\` in ${nameOf(config.path)}`,
    safety: "unsafe",
    edits: [{ uri: config.uri, ...edit.span, newText: edit.newText }],
  };
  return { ...problem, fixes: [...problem.fixes, fix] };
}

/** Names a published file in a list of rules files, after those that are there already and before the user's own. */
export function addedRulesFile(list: YamlNode, file: string, text: string): Edit | undefined {
  if (list.kind !== "seq") return undefined;
  const paths = list.items.filter((item): item is YamlScalar => item.kind === "scalar");
  const before = paths.findLast((path) => isPublishedFile(nameOf(path.text)));
  const next = list.items[before ? list.items.indexOf(before) + 1 : 0];
  if (!next || paths.length < list.items.length) return undefined;
  const path = `${before ? before.text.slice(0, -nameOf(before.text).length) : "/etc/falco/"}${file}`;
  const at = list.flow ? next.span.start : text.lastIndexOf("-", next.span.start - 1);
  const indent = at - (text.lastIndexOf("\n", at - 1) + 1);
  const newText = list.flow ? `${path}, ` : `- ${path}\n${" ".repeat(indent)}`;
  return at < 0 ? undefined : { span: { start: at, end: at }, newText };
}
