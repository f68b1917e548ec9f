import { describe, expect, test } from "vitest";
import { optionData } from "../../server/src/catalog/data.ts";
import type { OptionRecord, OptionReplacement } from "../../server/src/catalog/records.ts";
import { NEWEST_FALCO } from "../../server/src/catalog/releases.ts";
import { isAtLeast, type Version } from "../../server/src/catalog/version.ts";
import { checkOf } from "../../server/src/checks/registry.ts";
import type { Rendered } from "../../server/src/checks/check.ts";
import type { InvocationFinding } from "../../server/src/model/invocation/finding.ts";
import { readInvocation } from "../../server/src/model/invocation/invocation.ts";
import { judgeInvocation } from "../../server/src/model/invocation/judge-invocation.ts";
import { mapSpan } from "../../server/src/text/offset-map.ts";
import { applyEdits, type Edit } from "../../server/src/text/span.ts";
import { commandLine, FORMATS, type Format, wordsOf } from "./formats.ts";

const STANDING = optionData.options.filter(
  (option) => option.removedIn !== undefined || option.deprecatedIn !== undefined,
);

/** The words of an example, after the quoting rules of a shell. */
function words(line: string): string[] {
  return [...line.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(
    (match) => match[1] ?? match[2] ?? match[3] ?? "",
  );
}

function sample(option: OptionRecord, name: string): string[] {
  const values: Readonly<Record<string, string>> = { num_seconds: "5", len: "256", msec: "500" };
  const value = values[option.arg.name ?? ""] ?? "some-name";
  return option.arg.shape === "value" ? ["falco", "-v", name, value] : ["falco", "-v", name];
}

/** The release that a replacement is tried in: the first from which on it holds and the option is at least deprecated. */
function targetOf(option: OptionRecord, replacement: OptionReplacement): Version {
  const from = replacement.from ?? option.removedIn ?? option.deprecatedIn ?? NEWEST_FALCO;
  const own = option.removedIn ?? option.deprecatedIn ?? from;
  return isAtLeast(from, own) ? from : own;
}

function judged(
  format: Format,
  text: string,
  target: Version,
): { findings: readonly InvocationFinding[]; region: ReturnType<typeof commandLine> } {
  const region = commandLine(format.path, text);
  return {
    region,
    findings: judgeInvocation(readInvocation(region, optionData.options), optionData, target),
  };
}

function rendered(finding: InvocationFinding): Rendered {
  return checkOf(finding.code).render(finding, "");
}

describe.each(FORMATS)("in $name", (format) => {
  const table = STANDING.flatMap((option) => option.names.map((name) => ({ name, option })));

  test.each(table)("$name is found where it is, with its version", ({ name, option }) => {
    const text = format.write(sample(option, name));
    const target = option.removedIn ?? option.deprecatedIn ?? NEWEST_FALCO;
    const { findings, region } = judged(format, text, target);
    expect(findings.map(({ code }) => code)).toEqual([
      option.removedIn ? "removed-option" : "deprecated-option",
    ]);
    const [finding] = findings;
    if (!finding) return;
    const span = mapSpan(region.map, finding.span);
    expect(text.slice(span.start, span.end)).toBe(name);
    expect(rendered(finding).message).toContain(option.removedIn ?? option.deprecatedIn);
  });

  const examples = STANDING.flatMap((option) =>
    (option.replacedBy ?? []).flatMap((replacement) => {
      const { example, automatic } = replacement;
      // The interval's unit differs: the fix keeps the number, the example shortens it.
      const isOurs = example && automatic && !option.names.includes("--stats-interval");
      return isOurs
        ? [{ before: example.before, after: example.after, target: targetOf(option, replacement) }]
        : [];
    }),
  );

  test.each(examples)("$before becomes $after in $target", ({ before, after, target }) => {
    // An option that is not concerned keeps the line from getting empty.
    let text = format.write([...words(before), "-U"]);
    // Fixes are taken one by one, as a person does.
    for (let round = 0; round < 5; round++) {
      const { findings, region } = judged(format, text, target);
      const fix = findings
        .filter(({ code }) => /^(?:removed|deprecated|ineffective)-option$/.test(code))
        .flatMap((finding) => rendered(finding).fixes ?? [])[0];
      if (!fix) break;
      const edits = fix.edits.map((edit) => region.map.edit(edit.span, edit.newText));
      expect(edits).not.toContain(undefined);
      text = applyEdits(
        text,
        edits.filter((edit): edit is Edit => edit !== undefined),
      );
    }
    expect(wordsOf(format.path, text)).toEqual([...words(after).slice(1), "-U"]);
    expect(judged(format, text, target).findings).toEqual([]);
  });
});
