import { configKey, enumAt } from "../../../catalog/config-keys.ts";
import { eventData } from "../../../catalog/data.ts";
import { nearestName } from "../../../text/names.ts";
import type { YamlMap } from "../../../syntax/yaml-node.ts";
import { shows } from "../behaviour.ts";
import type { ConfigContext } from "../context.ts";
import type { ConfigFinding } from "../finding.ts";
import { isRead, keyState } from "../keys.ts";
import { entryAt, listItems, valueAt } from "../node-path.ts";
import { readBoolean, readText, UNKNOWN } from "../scalar-value.ts";
import { isIpAddress } from "../ip-address.ts";
import { ownValue } from "../../../text/table.ts";

/** Keys with a fixed set of words, where any other ends Falco. */
const FATAL_WORDS = [
  "engine.kind",
  "log_level",
  "libs_logger.severity",
  "rule_matching",
  "priority",
  "capture.mode",
] as const;

export function wordFindings(root: YamlMap, context: ConfigContext): readonly ConfigFinding[] {
  return [
    ...FATAL_WORDS.flatMap((path) => unknownWord(path, root, context)),
    ...listenAddress(root, context),
    ...systemCalls(root, context),
  ];
}

function unknownWord(
  path: (typeof FATAL_WORDS)[number],
  root: YamlMap,
  { target }: ConfigContext,
): readonly ConfigFinding[] {
  const record = configKey(path);
  const entry = entryAt(root, path);
  if (!record?.enum || !entry || keyState(record, target) !== "active") return [];
  const text = readText(entry.value, record.enum[0] ?? "");
  const values = enumAt(record, target) ?? [];
  if (text === UNKNOWN || matches(text, values, record.caseInsensitive === true || path === "rule_matching"))
    return [];
  if (path === "libs_logger.severity" && readBoolean(valueAt(root, "libs_logger.enabled"), true) !== true)
    return [];
  const out = ownValue(record.deprecatedValues, text);
  const near = out?.replaceWith ?? nearestName(text, values) ?? longerName(text, values);
  const span = entry.value.span.end > entry.value.span.start ? entry.value.span : entry.key.span;
  const past = out && { deprecated: { deprecatedIn: out.deprecatedIn, removedIn: out.removedIn } };
  return [
    {
      code: "unknown-config-value",
      span,
      path,
      falco: "fatal",
      text,
      values,
      ...(near && { near }),
      ...past,
    },
  ];
}

function matches(text: string, values: readonly string[], anyCase: boolean): boolean {
  return values.includes(text) || (anyCase && values.includes(text.toLowerCase()));
}

/** The only word that begins as a short form of it does: `warning` for `warn`. */
function longerName(text: string, values: readonly string[]): string | undefined {
  const start = text.toLowerCase();
  const [one, ...more] = values.filter((value) => start.length > 2 && value.startsWith(start));
  return more.length === 0 ? one : undefined;
}

function listenAddress(root: YamlMap, { target }: ConfigContext): readonly ConfigFinding[] {
  const path = "webserver.listen_address";
  const entry = entryAt(root, path);
  if (!entry || !shows(target, "listenAddress")) return [];
  const text = readText(entry.value, "0.0.0.0");
  if (text === UNKNOWN || isIpAddress(text)) return [];
  const span = entry.value.span.end > entry.value.span.start ? entry.value.span : entry.key.span;
  return [{ code: "listen-address", span, path, falco: "fatal", text }];
}

/** Names of system calls that there are not. Falco leaves them out of the set. */
function systemCalls(root: YamlMap, { target }: ConfigContext): readonly ConfigFinding[] {
  const path = "base_syscalls.custom_set";
  if (!isRead(path, target)) return [];
  return listItems(valueAt(root, path)).flatMap((item): readonly ConfigFinding[] => {
    const given = readText(item, "");
    if (given === UNKNOWN || item.kind !== "scalar") return [];
    const excludes = given.startsWith("!") ? "!" : "";
    const name = given.slice(excludes.length);
    if (SYSTEM_CALLS.has(name)) return [];
    const meant = nearestName(name, SYSTEM_CALLS);
    const near = meant === undefined ? {} : { near: `${excludes}${meant}` };
    return [
      { code: "unknown-system-call", span: item.span, path: `${path}[]`, falco: null, text: given, ...near },
    ];
  });
}

const SYSTEM_CALLS: ReadonlySet<string> = new Set(eventData.syscalls.map(({ name }) => name));
