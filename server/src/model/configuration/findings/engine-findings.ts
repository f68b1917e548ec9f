import { configKey } from "../../../catalog/config-keys.ts";
import { isAtLeast } from "../../../catalog/version.ts";
import type { YamlMap } from "../../../syntax/yaml-node.ts";
import type { ConfigContext } from "../context.ts";
import type { ConfigFinding } from "../finding.ts";
import { isRead } from "../keys.ts";
import { entryAt, valueAt } from "../node-path.ts";
import { readInteger, readText, UNKNOWN } from "../scalar-value.ts";
import { ownValue } from "../../../text/table.ts";

/** What the engine of the file's choice needs, and engines deprecated. */
export function engineFindings(root: YamlMap, context: ConfigContext): readonly ConfigFinding[] {
  return [...kindOnItsWayOut(root, context), ...missingSource(root, context), ...bufferSizes(root, context)];
}

function kindOnItsWayOut(root: YamlMap, { target }: ConfigContext): readonly ConfigFinding[] {
  const path = "engine.kind";
  const entry = entryAt(root, path);
  const kind = readText(entry?.value, "");
  const out = kind === UNKNOWN ? undefined : ownValue(configKey(path)?.deprecatedValues, kind);
  if (
    !entry ||
    !out ||
    kind === UNKNOWN ||
    !isAtLeast(target, out.deprecatedIn) ||
    isAtLeast(target, out.removedIn)
  )
    return [];
  const { deprecatedIn, removedIn, replaceWith } = out;
  const near = replaceWith ? { near: replaceWith } : {};
  return [
    {
      code: "unknown-config-value",
      span: entry.value.span,
      path,
      falco: "log",
      text: kind,
      values: [],
      ...near,
      deprecated: { deprecatedIn, removedIn },
    },
  ];
}

/** `replay` without a recording, `gvisor` without its configuration. */
function missingSource(root: YamlMap, { target }: ConfigContext): readonly ConfigFinding[] {
  const entry = entryAt(root, "engine.kind");
  const kind = readText(entry?.value, "kmod");
  const needed =
    kind === "replay" ? "engine.replay.capture_file" : kind === "gvisor" ? "engine.gvisor.config" : undefined;
  if (!entry || needed === undefined || !isRead(needed, target)) return [];
  if (readText(valueAt(root, needed), "") !== "") return [];
  return [
    {
      code: "output-without-target",
      span: entry.value.span,
      path: "engine.kind",
      falco: "fatal",
      output: String(kind),
      target: needed,
    },
  ];
}

function bufferSizes(root: YamlMap, { target }: ConfigContext): readonly ConfigFinding[] {
  const kind = readText(valueAt(root, "engine.kind"), "kmod");
  const paths = [
    "syscall_buf_size_preset",
    "engine.kmod.buf_size_preset",
    "engine.modern_ebpf.buf_size_preset",
    "engine.ebpf.buf_size_preset",
  ];
  return paths.flatMap((path): readonly ConfigFinding[] => {
    const record = configKey(path);
    const entry = entryAt(root, path);
    if (!record || !entry || !isRead(path, target)) return [];
    const size = readInteger(entry.value, 4, 16, true);
    const { minimum = 1, maximum = 10 } = record;
    if (size === UNKNOWN || (size >= minimum && size <= maximum)) return [];
    // The blocks of engines that are not in use are not read.
    const used = !path.startsWith("engine.") || path.startsWith(`engine.${String(kind)}.`);
    const text = entry.value.kind === "scalar" ? entry.value.text : "";
    return [
      {
        code: "config-value-range",
        span: entry.value.span,
        path,
        falco: used ? "fatal" : null,
        text,
        minimum,
        maximum,
      },
    ];
  });
}
