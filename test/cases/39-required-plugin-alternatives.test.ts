import { expect, test } from "vitest";
import { caseOf, readCase } from "./case.ts";

test("a loaded plugin with the same events is offered as an alternative", () => {
  const { of, fixed } = readCase("39-required-plugin-alternatives");
  const [problem, ...more] = of("required-plugin");
  expect(more).toEqual([]);
  expect(problem).toMatchObject({
    severity: "error",
    file: "k8s.yaml",
    line: 2,
    text: "k8saudit",
    falco: "fatal",
  });
  expect(problem?.message).toContain("`k8saudit-eks`");
  const after = fixed(problem, "Add alternative `k8saudit-eks`");
  expect(after.files["k8s.yaml"]).toMatch(
    /^- required_plugin_versions:\n {4}- name: k8saudit\n {6}version: 0\.1\.0\n {6}alternatives:\n {8}- name: k8saudit-eks\n {10}version: \d+\.\d+\.\d+\n- rule: T\n/,
  );
  expect(after.problems).toEqual([]);
});

const RULE = "- rule: T\n  desc: d\n  condition: C\n  output: O\n  priority: INFO\n  source: S\n";
const rules = (requirement: string, condition = "evt.num > 1", source = "syscall"): string =>
  `- required_plugin_versions:\n${requirement}${RULE.replace("C", condition).replace("O", "o").replace(": S", `: ${source}`)}`;

test("a plugin that nobody knows keeps Falco from starting, unless an alternative is known", () => {
  const foo = "    - name: k8saudti\n      version: 0.1.0\n";
  const { of, fixed } = caseOf({ "r.yaml": rules(foo) });
  expect(of("required-plugin")).toMatchObject([{ severity: "error", line: 2, text: "k8saudti" }]);
  expect(fixed(of("required-plugin")[0], "Replace with `k8saudit`").of("required-plugin")).toEqual([]);
  const alternatives = "      alternatives:\n        - name: json\n          version: 0.1.0\n";
  expect(caseOf({ "r.yaml": rules(foo + alternatives) }).of("required-plugin")).toEqual([]);
});

test("a plugin of one's own is known from the configuration that loads it", () => {
  const own = "    - name: nginx\n      version: 0.1.0\n";
  expect(caseOf({ "r.yaml": rules(own) }).of("unknown-required-plugin")).toMatchObject([
    { severity: "hint" },
  ]);
  const config =
    "rules_files: [r.yaml]\nstdout_output: {enabled: true}\nplugins:\n  - {name: nginx, library_path: libnginx.so, open_params: x}\nload_plugins: [nginx]\n";
  const { of } = caseOf({ "r.yaml": rules(own), "falco.yaml": config });
  expect([...of("required-plugin"), ...of("unknown-required-plugin")]).toEqual([]);
  expect(of("unknown-plugin")).toMatchObject([{ severity: "hint", file: "falco.yaml", text: "nginx" }]);
});

test("a source that no plugin provides is a warning, and the rest of the rule is looked at", () => {
  const told = (condition: string, output = "o"): readonly string[] =>
    caseOf({
      "r.yaml": RULE.replace("C", condition).replace("O", output).replace(": S", ": k8s_audti"),
    }).problems.map(({ code, severity, text }) => `${code} ${severity} ${text}`);
  const warning = "unknown-source warning k8s_audti";
  expect(told("evt.num > 1")).toEqual([warning]);
  // Each is a field of some source.
  expect(told("ka.verb = create and proc.name = x")).toEqual([warning]);
  expect(told("ka.verb = create and nosuch.field = x")).toEqual(["unknown-field hint nosuch.field", warning]);
  expect(told("ka.verb = create and (")).toEqual(
    expect.arrayContaining(["unclosed-bracket hint (", warning]),
  );
  expect(told("my_macro and ka.verb = create")).toEqual(["undefined-macro hint my_macro", warning]);
  expect(told("ka.verb = create", "100% sure")).toEqual(["bare-percent hint %", warning]);
});
