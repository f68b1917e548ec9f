import { expect, test } from "vitest";
import { problemsOf } from "../../server/src/checks/run.ts";
import { hasShared, load, sharedText } from "../conformance/load.ts";
import { fixture } from "../features/fixture.ts";

const ON = { "style-guide": "hint", "tag-style": "hint" } as const;

const RULE = `- rule: Shell started
  desc: A shell was started.
  condition: evt.type = execve and proc.name = bash
  output: >
    A shell was started | evt_type=%evt.type user=%user.name user_uid=%user.uid user_loginuid=%user.loginuid
    process=%proc.name proc_exepath=%proc.exepath parent=%proc.pname command=%proc.cmdline terminal=%proc.tty
  priority: NOTICE
  tags: [maturity_stable, host, container, process, mitre_execution, T1059]
`;

function messages(text: string, severities: object = ON): readonly string[] {
  const { snapshot, uri } = fixture(text);
  return problemsOf(snapshot, uri, severities as typeof ON)
    .filter(({ code }) => code in ON)
    .map(({ message }) => message);
}

test("a rule in the style of the default rules has no findings, and the checks are off by default", () => {
  expect(messages(RULE)).toEqual([]);
  expect(
    messages("- rule: r\n  desc: d\n  condition: evt.type = open\n  output: o\n  priority: DEBUG\n", {}),
  ).toEqual([]);
});

test.each([
  ["rule: Shell", "rule: shell", "Rule `shell started` does not begin with an upper-case letter. Rename it."],
  ["started.\n", "started\n", "The `desc` of this rule does not end with a full stop. Add one."],
  ["A shell was started |", "A shell was started", /^Write the output as one sentence, then ` \| `/],
  ["user=%user.name", "%user.name", /^Write the output as one sentence/],
  ["terminal=%proc.tty", "", "The output is missing `proc.tty`. Add them, as the default rules do."],
  ["NOTICE", "DEBUG", "Rule `Shell started` has priority `DEBUG`. Use `INFO` or a higher one."],
  ["[maturity_stable, host", "[host", /does not have exactly one tag of maturity as its first tag/],
  ["host, container, ", "", /has neither of the tags `host` and `container`/],
  ["mitre_execution, ", "", /has no tag of an ATT&CK tactic/],
  ["mitre_execution", "mitre_execution, mitre_impact", /has more than one tag of an ATT&CK tactic/],
  [", T1059", "", /has no tag of an ATT&CK technique/],
  ["mitre_execution, T1059", "T1059, mitre_execution", /^`T1059` is before the tag of its tactic/],
])("`%s` as `%s` is found", (right, wrong, message) => {
  expect(RULE).toContain(right);
  expect(messages(RULE.replace(right, wrong))).toEqual([
    typeof message === "string" ? message : expect.stringMatching(message),
  ]);
});

test("the order of keys is that of the guide, with other keys anywhere", () => {
  const moved = RULE.replace("  priority: NOTICE\n", "").replace("  desc:", "  priority: NOTICE\n  desc:");
  expect(messages(moved)).toEqual([
    "Rule `Shell started` has `desc` after `priority`. Write it before `priority`.",
  ]);
  expect(messages(RULE.replace("  desc:", "  enabled: false\n  desc:"))).toEqual([]);
});

test("names of macros and lists are in lower case; overrides and rules of plugins are left alone", () => {
  expect(messages("- macro: MyMacro\n  condition: evt.type = open\n")).toHaveLength(1);
  expect(messages("- list: my_list\n  items: [a]\n")).toEqual([]);
  expect(messages(`${RULE}- rule: Shell started\n  tags: [x]\n  override: { tags: append }\n`)).toEqual([]);
  expect(
    messages(
      "- rule: r\n  desc: d\n  source: k8s_audit\n  condition: ka.verb = get\n  output: o\n  priority: INFO\n",
    ),
  ).toEqual([]);
});

test.runIf(hasShared)(
  "the default rules have the style, but for outputs of the sandbox that are older than it",
  () => {
    const folder = "corpus/rules/falcosecurity-rules";
    const texts = [
      "falco-rules-5.1.0/falco_rules.yaml",
      "falco-incubating-rules-5.0.0/falco-incubating_rules.yaml",
      "falco-sandbox-rules-2.0.0/falco-sandbox_rules.yaml",
    ].map((file) => sharedText(`${folder}/${file}`));
    const { snapshot } = load(texts);
    const kinds = [...snapshot.documents.keys()].map((uri) => [
      ...new Set(
        problemsOf(snapshot, uri, ON).flatMap(({ finding }) =>
          finding.code in ON && "detail" in finding ? `${finding.code} ${String(finding.detail)}` : [],
        ),
      ),
    ]);
    expect(kinds).toEqual([[], [], ["style-guide output"]]);
  },
);
