import type { YamlMap } from "../../../syntax/yaml-node.ts";
import type { ConfigContext } from "../context.ts";
import type { ConfigFinding } from "../finding.ts";
import { isRead } from "../keys.ts";
import { entryAt, valueAt } from "../node-path.ts";
import { readBoolean, readText } from "../scalar-value.ts";

/** Outputs and what each cannot do without. */
const TARGETS: readonly (readonly [output: string, target: string])[] = [
  ["file_output", "filename"],
  ["program_output", "program"],
  ["http_output", "url"],
];

const OUTPUTS = [
  "stdout_output",
  "syslog_output",
  "file_output",
  "program_output",
  "http_output",
  "grpc_output",
];

export function outputFindings(root: YamlMap, context: ConfigContext): readonly ConfigFinding[] {
  return [...withoutTarget(root, context), ...silent(root, context), ...bothLists(root, context)];
}

function withoutTarget(root: YamlMap, { given }: ConfigContext): readonly ConfigFinding[] {
  return TARGETS.flatMap(([output, target]): readonly ConfigFinding[] => {
    const enabled = entryAt(root, `${output}.enabled`);
    if (!enabled || readBoolean(enabled.value, false) !== true) return [];
    const entry = entryAt(root, `${output}.${target}`);
    if (readText(entry?.value, "") !== "" || (!entry && given?.has(`${output}.${target}`))) return [];
    const { span } = entry && entry.value.span.end > entry.value.span.start ? entry.value : enabled.value;
    return [
      {
        code: "output-without-target",
        span,
        path: `${output}.${target}`,
        falco: "fatal",
        output,
        target: `${output}.${target}`,
      },
    ];
  });
}

/**
 * No output is on: each is off unless it is turned on. Falco would not run, but it may be reported otherwise on its command
 * line, so that this is advice. A single output that is off may be a piece of a configuration; one beside rules files is
 * not.
 */
function silent(root: YamlMap, { target, role, open, path = "" }: ConfigContext): readonly ConfigFinding[] {
  if (role === "fragment" || open) return [];
  const read = OUTPUTS.filter((output) => isRead(output, target));
  if (read.some((output) => isOn(output, root))) return [];
  const named = read.filter((output) => entryAt(root, `${output}.enabled`));
  const hasRules = ["rules_files", "rules_file"].some((name) => entryAt(root, name));
  const isWhole = hasRules && /(?:^|\/)falco\.ya?ml$/.test(path) && entryAt(root, "engine") !== undefined;
  const first = entryAt(root, named[0] ?? "") ?? (isWhole ? root.entries[0] : undefined);
  if (!first || (named.length < 2 && !hasRules)) return [];
  return [{ code: "silent-outputs", span: first.key.span, path: named[0] ?? "", falco: null }];
}

/** Whether an output is on, or may be. That of gRPC works with its server only. */
function isOn(output: string, root: YamlMap): boolean {
  const own = readBoolean(valueAt(root, `${output}.enabled`), output === "grpc_output");
  return (
    own !== false && (output !== "grpc_output" || readBoolean(valueAt(root, "grpc.enabled"), false) !== false)
  );
}

function bothLists(root: YamlMap, { target }: ConfigContext): readonly ConfigFinding[] {
  const [old, current] = [entryAt(root, "rules_file"), entryAt(root, "rules_files")];
  if (!old || !current || !isRead("rules_files", target)) return [];
  const related = [{ ...current.key.span, message: "The other list is here." }];
  return [{ code: "rules-files-twice", span: old.key.span, path: "rules_file", falco: "fatal", related }];
}
