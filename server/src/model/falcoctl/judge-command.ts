import { nearestArtifact } from "../../catalog/falcoctl/artifacts.ts";
import { commandsBelow, lastName, optionsOf } from "../../catalog/falcoctl/commands.ts";
import { falcoctlSettingAt } from "../../catalog/falcoctl/settings.ts";
import { isAtLeast, type Version } from "../../catalog/version.ts";
import { nearestName } from "../../text/names.ts";
import type { Invocation } from "../invocation/invocation.ts";
import type { FalcoctlCommandFinding } from "./finding.ts";
import { type FalcoctlLine, type GivenFalcoctlOption, isFalcoctl, readFalcoctl } from "./read-command.ts";

/**
 * What falcoctl rejects of a command line. Later versions have more commands and options: only slips are reported. `target` is
 * the release of Falco that it comes with, where that is known.
 */
export function judgeFalcoctl(
  invocation: Invocation,
  target: Version | undefined,
): readonly FalcoctlCommandFinding[] {
  if (!isFalcoctl(invocation)) return [];
  const line = readFalcoctl(invocation);
  return [
    ...unknownCommand(line),
    ...line.options.flatMap((option) => judgeOption(option, line, target)),
    ...everyAndCron(line),
    ...missingType(line),
    ...artifacts(line),
  ];
}

function unknownCommand({ unknown, name }: FalcoctlLine): readonly FalcoctlCommandFinding[] {
  if (!unknown || unknown.opaque) return [];
  const { text, span } = unknown;
  const near = nearestName(text, commandsBelow(name).map(lastName));
  return near === undefined
    ? []
    : [{ code: "falcoctl-command", span, text, problem: "command", near, edits: [{ span, newText: near }] }];
}

function judgeOption(
  { name, span, value }: GivenFalcoctlOption,
  { name: command, unknown }: FalcoctlLine,
  target: Version | undefined,
): readonly FalcoctlCommandFinding[] {
  const known = optionsOf(command);
  const record = known.find(({ names }) => names.includes(name));
  const base = { code: "falcoctl-command", span, text: name } as const;
  if (!record) {
    const near = unknown ? undefined : nearestName(name, known.flatMap(({ names }) => names).filter(isLong));
    return near === undefined || !isLong(name)
      ? []
      : [{ ...base, problem: "option", near, edits: [{ span, newText: near }] }];
  }
  if (
    target &&
    record.replacedBy !== undefined &&
    record.deprecatedIn &&
    isAtLeast(target, record.deprecatedIn)
  )
    return [{ ...base, problem: "deprecated", expected: record.replacedBy, edits: [] }];
  if (!value || value.opaque) return [];
  if (record.value === "duration") {
    const form = falcoctlSettingAt(["artifact", "follow", "every"])?.form;
    return form && !form.pattern.test(value.text)
      ? [{ ...base, span: value.span, text: value.text, problem: "form", expected: form.words, edits: [] }]
      : [];
  }
  const { values } = record;
  const given = record.value === "list" ? value.text.split(",") : [value.text];
  const wrong = values && given.find((one) => !values.includes(one));
  if (values === undefined || wrong === undefined) return [];
  const near = nearestName(wrong, values);
  const edits = near === undefined || given.length > 1 ? [] : [{ span: value.span, newText: near }];
  return [{ ...base, span: value.span, text: wrong, problem: "value", values, edits }];
}

function isLong(name: string): boolean {
  return name.startsWith("--");
}

/** Source: falcosecurity/falcoctl, cmd/artifact/follow/follow.go, `MarkFlagsMutuallyExclusive`. */
function everyAndCron({ options }: FalcoctlLine): readonly FalcoctlCommandFinding[] {
  const every = options.find(({ record }) => record?.names.includes("--every"));
  const cron = options.find(({ name }) => name === "--cron");
  if (!every || !cron) return [];
  const { span, name: text } = cron;
  return [{ code: "falcoctl-command", span, text, problem: "both", expected: "--every", edits: [] }];
}

/** Source: falcosecurity/falcoctl, pkg/options/artifact.go, `MarkFlagRequired`. */
function missingType({ name, options, operands, isOpen }: FalcoctlLine): readonly FalcoctlCommandFinding[] {
  const [first] = operands;
  if (name !== "registry push" || isOpen || !first || options.some((one) => one.name === "--type")) return [];
  return [{ code: "falcoctl-command", span: first.span, text: "--type", problem: "missing", edits: [] }];
}

/** Names that come close to those of published artifacts, unless the line's own configuration may have another index. */
function artifacts({ command, operands, options }: FalcoctlLine): readonly FalcoctlCommandFinding[] {
  const isOwn = options.some(({ name, record }) => !record || name === "--config");
  if (command?.takes !== "artifacts" || isOwn) return [];
  return operands.flatMap(({ text, span, opaque }): readonly FalcoctlCommandFinding[] => {
    const [name = ""] = text.split(/[:@]/);
    const near = opaque ? undefined : nearestArtifact(name);
    if (near === undefined) return [];
    const at = { start: span.start, end: span.start + name.length };
    return [
      {
        code: "falcoctl-command",
        span: at,
        text: name,
        problem: "artifact",
        near,
        edits: [{ span: at, newText: near }],
      },
    ];
  });
}
