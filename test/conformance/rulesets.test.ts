import { describe, expect, test } from "vitest";
import { explainRules } from "../../server/src/model/explain/explain.ts";
import { differences, hasShared, load, ownLines, sharedLines, sharedText, type Verdict } from "./load.ts";

describe("small rulesets", () => {
  test.each(ownLines<Verdict>("cases.jsonl").map((verdict) => [verdict.id, verdict] as const))(
    "%s loads as in Falco",
    (_id, verdict) => {
      expect(differences(verdict, verdict.files)).toEqual([]);
    },
  );
});

describe.skipIf(!hasShared)("rulesets of the corpus", () => {
  test("load as in Falco", () => {
    const verdicts = sharedLines<Verdict>("verdicts/rulesets.jsonl");
    const differing = verdicts.flatMap((verdict) => {
      const found = differences(
        verdict,
        verdict.files.map((file) => sharedText(`corpus/${file}`)),
      );
      return found.length > 0 ? [`${verdict.id}: ${found[0]}`] : [];
    });
    expect(differing).toEqual([]);
  }, 600_000);

  test("give the rules that Falco describes", () => {
    const described = sharedLines<Described>("verdicts/described.jsonl");
    const differing: string[] = [];
    let rules = 0;
    for (const { id, files, rules: theirs } of described) {
      const { ruleset } = load(files.map((file) => sharedText(`corpus/${file}`)));
      const ours = new Map(explainRules(ruleset).map((rule) => [rule.rule, rule]));
      for (const rule of theirs) {
        rules++;
        const own = ours.get(rule.rule);
        const same =
          own &&
          comparable(own, rule.source) ===
            comparable(
              { ...rule, compiledOutput: rule.compiledOutput.replace(APPENDED, "").trim() },
              rule.source,
            );
        if (!same) differing.push(`${id}: ${rule.rule}`);
      }
    }
    for (const line of differing) console.log(line);
    expect(differing.length / rules).toBeLessThanOrEqual(0.002);
  }, 600_000);
});

interface DescribedRule {
  readonly rule: string;
  readonly source: string;
  readonly priority: string;
  readonly enabled: boolean;
  readonly tags: readonly string[];
  readonly compiledCondition?: string;
  readonly compiledOutput: string;
  readonly events: readonly string[];
}

interface Described {
  readonly id: string;
  readonly files: readonly string[];
  readonly rules: readonly DescribedRule[];
}

/** What Falco appends to the output of each syscall rule with the verdicts' plugins. */
const APPENDED =
  " container_id=%container.id container_name=%container.name container_image_repository=%container.image.repository container_image_tag=%container.image.tag k8s_pod_name=%k8s.pod.name k8s_ns_name=%k8s.ns.name k8smeta_pod_name=%k8smeta.pod.name k8smeta_ns_name=%k8smeta.ns.name";

/** Events of plugin sources are always the same and are not compared. */
function comparable(rule: DescribedRule, source: string): string {
  const { compiledCondition, compiledOutput, priority, enabled, tags, events } = rule;
  return JSON.stringify([
    compiledCondition,
    compiledOutput,
    priority,
    enabled,
    [...tags].sort(),
    source === "syscall" ? [...events].sort() : [],
  ]);
}
