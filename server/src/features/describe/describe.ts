/** What things are, in Markdown: shown by hover and beside completions. */
import type { FieldInfo } from "../../catalog/fields/field-info.ts";
import { PRIORITIES } from "../../catalog/language.ts";
import type {
  ItemKeyRecord,
  OperatorRecord,
  PriorityRecord,
  TransformerRecord,
} from "../../catalog/language-records.ts";
import { optionReplacements } from "../../catalog/options.ts";
import type { EventRecord, OptionRecord } from "../../catalog/records.ts";
import { type EngineNeed, engineText } from "../../model/ruleset/items/needed-engine.ts";
import { type Version, isAtLeast, stageAt } from "../../catalog/version.ts";
import { table } from "../../text/table.ts";
import { codeSpan, fenced, inert } from "../../text/markdown.ts";

/** `examples` are values that rules compare it with; `absence` says where it has no value. */
export function describeField(
  field: FieldInfo,
  { examples = [], absence }: { examples?: readonly string[]; absence?: string | undefined } = {},
): string {
  const { name, arg, type, isList, sources, broughtBy, since, deprecated, note } = field;
  const shape = `${isList ? "list of " : ""}${typeName(type)}`;
  return paragraphs(
    fenced((arg?.syntax ?? [name]).join("\n")),
    `${sentence(field.hint)}${note ? ` ${sentence(note)}` : ""}`,
    deprecated &&
      `**Deprecated** since ${deprecated.plugin ? `plugin ${deprecated.plugin} ` : "Falco "}${deprecated.since}.${deprecated.replacedBy ? ` Use \`${deprecated.replacedBy}\`.` : ""}`,
    `Type: ${shape}${sources.includes("*") ? "" : ` · Source: ${sources.join(", ")}`}${broughtBy ? ` · Plugin: ${broughtBy}` : ""}${since ? ` · Since Falco ${since}` : ""}`,
    absence,
    values(field.enumValues ?? field.commonValues, field.enumValues ? "Values" : "Common values") ??
      values(examples, "Examples"),
  );
}

export function describeOperator(operator: OperatorRecord): string {
  return paragraphs(`**\`${operator.name}\`** · operator`, operator.description, sinceText(operator.since));
}

export function describePriority({ name, level, description }: PriorityRecord): string {
  const rank = `Level ${level} of 0 (most severe) to ${PRIORITIES.length - 1}.`;
  return paragraphs(`**\`${name}\`** · priority`, description, rank);
}

export function describeTransformer(transformer: TransformerRecord): string {
  return paragraphs(
    `**\`${transformer.name}(…)\`** · transformer`,
    transformer.description,
    sinceText(transformer.since),
  );
}

export function describeEvent(event: EventRecord): string {
  const params = (event.params ?? []).map(({ name, type }) => `${name}: ${typeName(type)}`);
  return paragraphs(
    fenced(`${event.name}(${params.join(", ")})`),
    `Event of category ${event.category}.${event.syscalls && event.syscalls.length > 1 ? ` System calls: ${event.syscalls.map((name) => `\`${name}\``).join(", ")}.` : ""}`,
    event.notEmitted && "Only in old capture files: Falco no longer emits it.",
    event.ignoredByDefault && "Captured only with `base_syscalls.all`.",
  );
}

export function describeItemKey(key: ItemKeyRecord, target: Version): string {
  const deprecated = key.deprecatedIn && isAtLeast(target, key.deprecatedIn);
  const override = key.override ? `Override: ${key.override.join(" or ")}.` : undefined;
  return paragraphs(
    `**\`${key.key}\`** · ${key.item.replaceAll("_", " ")}`,
    key.description,
    deprecated && `**Deprecated** since Falco ${key.deprecatedIn}.`,
    [
      key.required ? "Required in a full definition." : "",
      key.default !== undefined ? `Default: \`${key.default}\`.` : "",
      override ?? "",
    ]
      .filter(Boolean)
      .join(" "),
    sinceText(key.since),
  );
}

export function describeOption(option: OptionRecord, target: Version): string {
  const stage = stageAt(option, target);
  const argument =
    option.arg.shape === "none"
      ? ""
      : option.arg.shape === "value"
        ? ` <${option.arg.name ?? "value"}>`
        : ` [=<${option.arg.name ?? "value"}>]`;
  const instead = optionReplacements(option, target).map(({ form }) => `\`${form}\``);
  const gone =
    stage === "removed"
      ? `**Removed** in Falco ${option.removedIn}.`
      : stage === "deprecated"
        ? `**Deprecated** since Falco ${option.deprecatedIn}.`
        : undefined;
  return paragraphs(
    fenced(`${option.names.join(", ")}${argument}`),
    sentence(option.description),
    gone && `${gone}${instead.length > 0 ? ` Use instead: ${instead.join(" and ")}` : ""}`,
    option.note && sentence(option.note),
    sinceText(option.since),
  );
}

/** Where a name is defined and what with: its text as written, cut where it is long. */
export function describeDefinition(kind: string, name: string, body: string, file: string): string {
  const shown = body.length > 1200 ? `${body.slice(0, 1200)}…` : body;
  return paragraphs(
    `**${codeSpan(name)}** · ${kind} · ${inert(file)}`,
    shown === "" ? undefined : fenced(shown, "falco-rules"),
  );
}

/** The smallest engine that takes a rule and why; empty where the oldest one known will do. */
export function describeEngine(needs: readonly EngineNeed[]): readonly string[] {
  const [newest] = needs;
  if (!newest) return [];
  const reasons = needs.slice(0, 5).map(({ name, since }) => `\`${name}\` (Falco ${since})`);
  return [
    `Engine: ${engineText(newest.engine)} or newer, for ${reasons.join(", ")}${needs.length > reasons.length ? ", …" : ""}.`,
  ];
}

/** Falco's name of a type, as people say it. */
export function typeName(type: string): string {
  return TYPE_NAMES.get(type) ?? type.toLowerCase();
}

const TYPE_NAMES = table<string>({
  CHARBUF: "text",
  FSPATH: "path",
  FSRELPATH: "path",
  BYTEBUF: "bytes",
  BOOL: "true or false",
  IPADDR: "IP address",
  IPNET: "IP network",
  PORT: "port",
  RELTIME: "time in nanoseconds",
  ABSTIME: "point in time",
  PID: "process id",
  FD: "file descriptor",
  ERRNO: "error number",
  ...Object.fromEntries(
    ["INT8", "INT16", "INT32", "INT64", "UINT8", "UINT16", "UINT32", "UINT64"].map((name) => [
      name,
      "number",
    ]),
  ),
});

function sinceText(since: Version | undefined): string | undefined {
  return since && `Since Falco ${since}.`;
}

function values(list: readonly string[] | undefined, title: string): string | undefined {
  if (!list || list.length === 0) return undefined;
  const shown = list.slice(0, 24).map(codeSpan);
  return `${title}: ${shown.join(", ")}${list.length > shown.length ? ", …" : ""}`;
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) || text === "" ? text : `${text}.`;
}

function paragraphs(...parts: readonly (string | false | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== false && part !== "").join("\n\n");
}
