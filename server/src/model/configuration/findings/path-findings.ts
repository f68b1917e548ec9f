import type { PathKind, PathLookUp } from "../context.ts";
import { DEFAULT_RULES_FILES } from "../../../catalog/default-rules.ts";
import { textOf, type YamlMap, type YamlNode } from "../../../syntax/yaml-node.ts";
import { shows } from "../behaviour.ts";
import type { ConfigContext } from "../context.ts";
import type { ConfigFinding } from "../finding.ts";
import { listItems, valueAt } from "../node-path.ts";
import { readText, UNKNOWN } from "../scalar-value.ts";

/** Paths in the workspace that lead nowhere, and files that are passed over for their name. Falco says nothing of either. */
export function pathFindings(
  root: YamlMap,
  lookUp: PathLookUp,
  { target }: ConfigContext,
): readonly ConfigFinding[] {
  return [
    ...["rules_files", "rules_file"].flatMap((list) => {
      const items = listItems(valueAt(root, list));
      // Relative paths start where Falco is started, which is this folder only if something of the list lies in it.
      const isAnchored = items.some(
        (item) => item.kind === "scalar" && ["file", "folder"].includes(lookUp(item.text)),
      );
      return items.flatMap((item) => rulesFile(item, list, isAnchored ? lookUp : () => "elsewhere", target));
    }),
    ...listItems(valueAt(root, "config_files")).flatMap((item) => [
      ...missing(pathNode(item), "config_files[]", lookUp),
      ...backups(pathNode(item), lookUp, target),
    ]),
    ...listItems(valueAt(root, "plugins")).flatMap((item) => {
      const library = textOf(item, "library_path");
      // A relative one starts in the plugin folder of the machine that runs Falco.
      return library?.startsWith("/")
        ? missing(valueAt(item, "library_path"), "plugins[].library_path", lookUp)
        : [];
    }),
  ];
}

const PACKAGED: ReadonlySet<string> = new Set(["falco_rules.local.yaml", ...DEFAULT_RULES_FILES]);

function rulesFile(
  item: YamlNode,
  list: string,
  lookUp: (path: string) => PathKind,
  target: ConfigContext["target"],
): readonly ConfigFinding[] {
  const text = readText(item, "");
  // The files of a package are rarely kept with one's own.
  if (text === UNKNOWN || item.kind !== "scalar" || PACKAGED.has(text.slice(text.lastIndexOf("/") + 1)))
    return [];
  if (lookUp(text) !== "file") return missing(item, `${list}[]`, lookUp);
  if (/\.ya?ml$/.test(text) || !shows(target, "rulesFileSuffix")) return [];
  return [{ code: "config-path", span: item.span, path: `${list}[]`, falco: null, problem: "suffix", text }];
}

function missing(
  node: YamlNode | undefined,
  path: string,
  lookUp: (path: string) => PathKind,
): readonly ConfigFinding[] {
  const text = readText(node, "");
  if (!node || text === UNKNOWN || text === "" || lookUp(text) !== "nothing") return [];
  return [{ code: "config-path", span: node.span, path, falco: null, problem: "missing", text }];
}

function pathNode(item: YamlNode): YamlNode | undefined {
  return item.kind === "map" ? valueAt(item, "path") : item;
}

/** How copies of files are called that editors and packages leave. */
const BACKUP =
  /(?:~|\.(?:bak|backup|orig|old|save|swp|swo|tmp|disabled|rpmsave|rpmnew|rpmorig|dpkg-old|dpkg-dist|dpkg-new|dpkg-bak|ucf-dist|ucf-old))$/i;

/** Copies in a folder that is included as a whole: Falco loads every file of it, whatever its name ends in. */
function backups(
  node: YamlNode | undefined,
  { filesIn }: PathLookUp,
  target: ConfigContext["target"],
): readonly ConfigFinding[] {
  const path = readText(node, "");
  if (!node || path === UNKNOWN || path === "" || !shows(target, "includedFiles")) return [];
  return filesIn(path)
    .filter((name) => BACKUP.test(name))
    .map((text) => ({
      code: "config-path",
      span: node.span,
      path: "config_files[]",
      falco: null,
      problem: "backup",
      text,
    }));
}
