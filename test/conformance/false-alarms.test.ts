import { describe, expect, test } from "vitest";
import { problemsOf } from "../../server/src/checks/run.ts";
import { hasShared, type Verdict, load, sharedLines, sharedText } from "./load.ts";

describe.skipIf(!hasShared)("rulesets that Falco accepts", () => {
  test("get no error, and the published rules no more warnings than Falco gives", () => {
    const alarms: string[] = [];
    for (const verdict of sharedLines<Verdict>("verdicts/rulesets.jsonl")) {
      if (!verdict.successful) continue;
      const texts = verdict.files.map((file) => sharedText(`corpus/${file}`));
      const { snapshot } = load(texts, verdict.plugins);
      const problems = [...snapshot.documents.keys()].flatMap((uri) => problemsOf(snapshot, uri));
      for (const { code, severity, message } of problems)
        if (severity === "error") alarms.push(`${verdict.id}: ${code}: ${message}`);
      if (/^rules\/falcosecurity-(?:rules|plugins)\//.test(verdict.id)) {
        const warnings = problems.filter(({ severity }) => severity === "warning");
        const theirs = verdict.results?.at(-1)?.warnings.length ?? 0;
        for (const { code, falco, message } of warnings)
          if (falco === undefined || falco === null)
            alarms.push(`${verdict.id}: ${code}, which Falco does not give: ${message}`);
        if (warnings.length > theirs)
          alarms.push(
            `${verdict.id}: ${warnings.length} warnings, Falco ${theirs}: ${warnings.map(({ code }) => code).join(" ")}`,
          );
      }
    }
    for (const alarm of alarms) console.log(alarm);
    expect(alarms).toEqual([]);
  }, 600_000);
});
