import { expect, test } from "vitest";
import { coverageOf } from "../../server/src/features/coverage/coverage.ts";
import {
  coverageSvg,
  coverageText,
  navigatorLayer,
} from "../../server/src/features/coverage/coverage-text.ts";
import { fixture } from "./fixture.ts";

function rule(name: string, tags: string, more = ""): string {
  return `- rule: ${name}\n  desc: d\n  condition: evt.num = 1\n  output: o\n  priority: INFO\n  tags: [${tags}]\n${more}`;
}

const { snapshot } = fixture(
  [
    rule("Shell <1>", "mitre_execution, T1059.004"),
    rule("Sudo", "T1548.003"),
    rule("Off", "mitre_execution, T1059.004", "  enabled: false\n"),
    rule("Own", "our_team"),
    rule("Windows", "mitre_discovery, T1087.002"),
  ].join(""),
);
const coverage = coverageOf(snapshot);
const tactic = (name: string) => coverage.tactics.find((one) => one.name === name);

test("an enabled rule covers the technique and the tactic that it is tagged with", () => {
  expect(tactic("Execution")?.techniques).toMatchObject([{ id: "T1059.004", rules: ["Shell <1>"] }]);
});

test("a rule without a tactic covers those of its technique", () => {
  expect(tactic("Privilege Escalation")?.rules).toEqual(["Sudo"]);
  expect(tactic("Defense Evasion")?.rules).toEqual(["Sudo"]);
});

test("a technique below another one that is not known counts for the one above it", () => {
  expect(tactic("Discovery")?.techniques).toEqual([
    { id: "T1087", name: "Account Discovery", rules: ["Windows"] },
  ]);
});

test("a rule without a tag of ATT&CK is listed", () => {
  expect(coverage.untagged).toEqual(["Own"]);
  expect(coverageText(coverage)).toContain("Without a tag of ATT&CK: 1 rule");
});

test("a layer scores each technique of each tactic by its rules", () => {
  expect(JSON.parse(navigatorLayer(coverage)).techniques).toContainEqual({
    techniqueID: "T1548.003",
    tactic: "privilege-escalation",
    score: 1,
    comment: "Sudo",
    enabled: true,
  });
});

test("names are escaped in the picture", () => {
  expect(coverageSvg(coverage)).toContain("Shell &lt;1&gt;");
  expect(coverageSvg(coverage)).not.toContain("<1>");
});
