import { configKey } from "../../../catalog/config-keys.ts";
import type { YamlMap } from "../../../syntax/yaml-node.ts";
import { nearestName } from "../../../text/names.ts";
import type { ConfigContext } from "../context.ts";
import type { ConfigFinding } from "../finding.ts";
import { isRead, keysIn } from "../keys.ts";
import { entryAt, listItems, valueAt } from "../node-path.ts";
import { readInteger, readNumber, readText, UNKNOWN } from "../scalar-value.ts";

/** Actions on drops, and numbers that end Falco or are silently replaced. */
export function dropFindings(root: YamlMap, context: ConfigContext): readonly ConfigFinding[] {
  return [
    ...actions(root),
    ...threshold(root),
    ...consecutives(root),
    ...downloads(root, context),
    ...replaced(root, context),
  ];
}

function actions(root: YamlMap): readonly ConfigFinding[] {
  const path = "syscall_event_drops.actions";
  const values = configKey(`${path}[]`)?.enum ?? [];
  const findings: ConfigFinding[] = [];
  let ignores = false;
  for (const item of listItems(valueAt(root, path))) {
    if (item.kind !== "scalar") continue;
    const text = readText(item, "");
    if (text === UNKNOWN) continue;
    if (!values.includes(text)) {
      const near = nearestName(text, values);
      findings.push({
        code: "unknown-config-value",
        span: item.span,
        path: `${path}[]`,
        falco: "fatal",
        text,
        values,
        ...(near && { near }),
      });
    } else if (text === "ignore") ignores = true;
    else if (ignores && text !== "exit")
      findings.push({
        code: "drop-action-conflict",
        span: item.span,
        path: `${path}[]`,
        falco: "fatal",
        text,
      });
  }
  return findings;
}

function threshold(root: YamlMap): readonly ConfigFinding[] {
  const path = "syscall_event_drops.threshold";
  const entry = entryAt(root, path);
  const value = readNumber(entry?.value, 0.1);
  if (!entry || value === UNKNOWN || (value >= 0 && value <= 1) || entry.value.kind !== "scalar") return [];
  return [
    {
      code: "config-value-range",
      span: entry.value.span,
      path,
      falco: "fatal",
      text: entry.value.text,
      minimum: 0,
      maximum: 1,
    },
  ];
}

function consecutives(root: YamlMap): readonly ConfigFinding[] {
  const path = "syscall_event_timeouts.max_consecutives";
  const entry = entryAt(root, path);
  if (entry?.value.kind !== "scalar" || readInteger(entry.value, 1000, 32, false) !== 0) return [];
  return [
    {
      code: "config-value-range",
      span: entry.value.span,
      path,
      falco: "fatal",
      text: entry.value.text,
      minimum: 1,
    },
  ];
}

/** Limits of the client that left with 0.37.0. */
function downloads(root: YamlMap, { target }: ConfigContext): readonly ConfigFinding[] {
  if (!isRead("metadata_download", target)) return [];
  const findings: ConfigFinding[] = [];
  const size = entryAt(root, "metadata_download.max_mb");
  const most = readInteger(size?.value, 100, 64, false);
  if (size?.value.kind === "scalar" && most !== UNKNOWN && most > 1024) {
    findings.push({
      code: "config-value-range",
      span: size.value.span,
      path: "metadata_download.max_mb",
      falco: "fatal",
      text: size.value.text,
      maximum: 1024,
    });
  }
  const often = entryAt(root, "metadata_download.watch_freq_sec");
  if (often?.value.kind === "scalar" && readInteger(often.value, 1, 64, false) === 0) {
    findings.push({
      code: "config-value-range",
      span: often.value.span,
      path: "metadata_download.watch_freq_sec",
      falco: "fatal",
      text: often.value.text,
      minimum: 1,
    });
  }
  return findings;
}

/** Whole numbers that do not fit: Falco goes on with its built-in value, silently. */
function replaced(root: YamlMap, { target }: ConfigContext): readonly ConfigFinding[] {
  return keysIn(root).flatMap((record): readonly ConfigFinding[] => {
    const { path, minimum, maximum } = record;
    if (record.virtual || record.types[0] !== "integer" || minimum === undefined || !isRead(path, target))
      return [];
    if (FATAL_RANGES.test(path)) return [];
    const entry = entryAt(root, path);
    if (entry?.value.kind !== "scalar" || !/^-?\d+$/.test(entry.value.text)) return [];
    const value = Number(entry.value.text);
    if (value >= minimum && (maximum === undefined || value <= maximum)) return [];
    // A port is a number of 32 bits to the reader, and only as a port it is too large.
    const isRead32 = path.endsWith("_port") && value > 0;
    const taken = isRead32 ? undefined : String(record.codeDefault ?? record.default);
    const bound = { minimum, ...(maximum !== undefined && { maximum }) };
    return [
      {
        code: "config-value-range",
        span: entry.value.span,
        path,
        falco: null,
        text: entry.value.text,
        ...bound,
        ...(taken !== undefined && { taken }),
      },
    ];
  });
}

/** These are checked by what Falco does about them, above, with the engine and by the schema. */
const FATAL_RANGES =
  /(?:^|\.)(?:\w*buf_size_preset|threshold|max_consecutives|max_mb|watch_freq_sec)$|^capture\./;
