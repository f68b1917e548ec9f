/** Other inputs of the kinds that the cases represent. */
import { expect, test } from "vitest";
import { caseOf } from "./case.ts";

const shown = (files: Readonly<Record<string, string>>): readonly string[] =>
  caseOf(files).problems.map(({ code, severity, line, text }) => `${line} ${severity} ${code} ${text}`);

const RULE = "desc: d\n  condition: evt.tpe = open\n  output: o\n  priority: INFO\n";

test.each([
  ["a misspelt rule", `- rul: A\n  ${RULE}`, "1 warning unknown-item rul"],
  [
    "keys in the order of the alphabet",
    "- condition: evt.tpe = open\n  desc: d\n  output: o\n  priority: INFO\n  rule: A\n",
    "1 error unknown-field evt.tpe",
  ],
  [
    "JSON over several lines",
    '[\n  {\n    "rule": "A", "desc": "d", "condition": "evt.tpe = open",\n    "output": "o", "priority": "INFO"}\n]\n',
    "3 error unknown-field evt.tpe",
  ],
  ["an item below its dash", `-\n  rule: A\n  ${RULE}`, "4 error unknown-field evt.tpe"],
  [
    "an indented list",
    `  - rule: A\n    ${RULE.replaceAll("\n  ", "\n    ")}`,
    "3 error unknown-field evt.tpe",
  ],
])("%s without a telling name is rules", (_name, text, expected) => {
  expect(shown({ "my.yaml": text })).toEqual([expected]);
});

test.each([
  ["a workflow", "- name: A\n  condition: x\n  desc: d\n  output: o\n  priority: 1\n"],
  ["alert rules", "- rule: A\n  condition:\n    type: x\n  desc: d\n"],
  ["other rules", "- role: A\n  condition: x\n  desc: d\n"],
])("%s are somebody else's", (_name, text) => {
  expect(shown({ "my.yaml": text })).toEqual([]);
});

test("brackets alone are checked where the name says what they are", () => {
  expect(shown({ "falco_rules.yaml": "[[[[\n" }).join()).toContain("yaml-syntax");
  expect(shown({ "falco.yaml": "}{][" }).join()).toContain("config-syntax");
  expect(shown({ "other.yaml": "[[[[\n" })).toEqual([]);
});

test("an image that is no longer built is reported without a release too", () => {
  const compose = (image: string): string => `services:\n  falco:\n    image: ${image}\n`;
  expect(shown({ "compose.yaml": compose("falcosecurity/falco-no-driver:latest") })).toEqual([
    "3 warning removed-image falco-no-driver",
  ]);
  expect(shown({ Dockerfile: "FROM docker.io/falcosecurity/falco-distroless AS base\n" })).toEqual([
    "1 warning removed-image falco-distroless",
  ]);
  expect(shown({ "run.sh": "docker run -d falcosecurity/falco-no-driver\n" })).toEqual([
    "1 warning removed-image falco-no-driver",
  ]);
  for (const image of ["falcosecurity/falco", "falcosecurity/falco:latest", "mine/falco-no-driver:latest"])
    expect(shown({ "compose.yaml": compose(image) })).toEqual([]);
});

test("a package that Ansible installs states a release", () => {
  const tasks = (name: string): string =>
    `- name: install\n  ansible.builtin.apt:\n    name: ${name}\n- name: run\n  ansible.builtin.command: falco -A\n`;
  const code = (name: string): readonly string[] => shown({ "roles/falco/tasks/main.yml": tasks(name) });
  expect(code("falco=0.36.2")).toEqual([]);
  expect(code("[curl, 'falco=0.40.0']")).toEqual(["5 warning deprecated-option -A"]);
  expect(code("falco-0.41.0")).toEqual(["5 error removed-option -A"]);
  expect(code("falcosidekick=2.0.0")).toEqual(["5 error removed-option -A"]);
});

test("Kustomize's tag of an image states a release", () => {
  const pod =
    "apiVersion: v1\nkind: Pod\nmetadata: {name: falco}\nspec:\n  containers:\n    - name: falco\n      image: falcosecurity/falco\n      args: [falco, -A]\n";
  const codes = (kustomization: string): readonly string[] =>
    shown({ "kustomization.yaml": `resources: [pod.yaml]\n${kustomization}`, "pod.yaml": pod });
  expect(codes("images:\n  - name: falcosecurity/falco\n    newTag: 0.36.2\n")).toEqual([]);
  expect(codes('images:\n  - name: falco\n    newName: corp/falco\n    newTag: "0.41.0"\n')).toEqual([
    "8 error removed-option -A",
  ]);
  expect(codes("images:\n  - name: nginx\n    newTag: 0.36.2\n")).toEqual(["8 error removed-option -A"]);
});

test("a macro that is not defined does not hide the fix of a mistake beside it", () => {
  const rule = (condition: string): Readonly<Record<string, string>> => ({
    "my_rules.yaml": `- rule: A\n  desc: d\n  condition: ${condition}\n  output: o\n  priority: INFO\n`,
  });
  const fixes = (condition: string): readonly string[] =>
    caseOf(rule(condition)).problems.flatMap((problem) => problem.fixes.map(({ title }) => title));
  expect(fixes("evt.type = open and not_there and proc.name in (a, b")).toContain("Add `)`");
  expect(fixes("not_there and proc.name = a && fd.num = 1")).toContain("Replace with `and`");
  // What a mistake makes look like a macro must be there.
  expect(fixes("evt.type = open and (proc.name = a && foo")).not.toContain("Replace with `and`");
});

test("a tab that may mean two columns is read as that of the rule's keys", () => {
  const text =
    "- rule: r\n  desc: d\n  condition: evt.type = open\n  output: o\n  priority: INFO\n  exceptions:\n    - name: e\n      fields: [fd.name]\n\ttags: [a]\n";
  const before = caseOf({ "falco_rules.yaml": text });
  expect(before.fixed(before.of("yaml-syntax")[0]).files["falco_rules.yaml"]).toBe(text.replace("\t", "  "));
});

const inRule = (condition: string): ReturnType<typeof caseOf> =>
  caseOf({
    "my_rules.yaml": `- rule: A\n  desc: d\n  condition: ${condition}\n  output: o\n  priority: INFO\n`,
  });
const condition = (text: string | undefined): string | undefined => /condition: (.*)/.exec(text ?? "")?.[1];

test.each([
  ["evt.type = execve and proc.name in bash, sh", "evt.type = execve and proc.name in (bash, sh)"],
  ["evt.type = execve and proc.name in {bash, sh}", "evt.type = execve and proc.name in (bash, sh)"],
  [
    "evt.type = execve and proc.name != bash and != sh",
    "evt.type = execve and proc.name != bash and proc.name != sh",
  ],
  [
    "evt.type = execve and (proc.aname[2] startswith ba or startswith sh)",
    "evt.type = execve and (proc.aname[2] startswith ba or proc.aname[2] startswith sh)",
  ],
  ["evt.type = open and fd.sport >= 10 and <= 20", "evt.type = open and fd.sport >= 10 and fd.sport <= 20"],
  [
    "evt.type = execve and proc.name in (a, b) or contains c",
    "evt.type = execve and proc.name in (a, b) or proc.name contains c",
  ],
])("%s is fixed as it is meant", (wrong, right) => {
  const before = inRule(wrong);
  expect(before.problems.filter(({ severity }) => severity === "error")).toHaveLength(1);
  expect(condition(before.fixed(before.problems[0]).files["my_rules.yaml"])).toBe(right);
});

test("a class of fields after a percent sign is its name", () => {
  const found = caseOf({
    "my_rules.yaml":
      "- rule: A\n  desc: d\n  condition: evt.type = open\n  output: by %user\n  priority: INFO\n",
  });
  expect(found.fixed(found.of("bare-percent")[0]).files["my_rules.yaml"]).toContain("by %user.name");
});

test("a key that names the opposite of `enabled` becomes it", () => {
  const rule = (key: string): ReturnType<typeof caseOf> =>
    caseOf({
      "my_rules.yaml": `- rule: A\n  desc: d\n  condition: evt.type = open\n  output: o\n  priority: INFO\n  ${key}\n`,
    });
  const fixed = (key: string): string | undefined => {
    const before = rule(key);
    return before.fixed(before.of("unknown-key")[0]).files["my_rules.yaml"]?.split("\n").at(-2);
  };
  expect(fixed("disabled: true")).toBe("  enabled: false");
  expect(fixed("disable: false")).toBe("  enabled: true");
});

test("customRules below rules is misplaced, and files one level too deep are an error", () => {
  const rule =
    "- rule: A\n        desc: d\n        condition: evt.type = open\n        output: o\n        priority: INFO\n";
  expect(
    shown({
      "values.yaml": `driver: {kind: modern_ebpf}\nrules:\n  customRules:\n    x.yaml: |\n      ${rule}`,
    }),
  ).toEqual(["3 warning misplaced-chart-value customRules"]);
  expect(
    shown({
      "values.yaml": `driver: {kind: modern_ebpf}\ncustomRules:\n  files:\n    x.yaml: |\n      ${rule}`,
    }),
  ).toEqual(["3 error custom-rules files"]);
});

test("values in a ConfigMap are the chart's by their content", () => {
  const map = (values: string): Readonly<Record<string, string>> => ({
    "cm.yaml": `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: falco-values}\ndata:\n  values.yaml: |\n    ${values}\n`,
  });
  expect(shown(map("driver: {kind: ebpf}\n    tty: true"))).toEqual(["6 error driver-kind ebpf"]);
  expect(shown(map("driver: {kind: disk}\n    size: 1"))).toEqual([]);
});

test("the image of a job states the release of its scripts", () => {
  const job = "    - falco -V rules.yaml -A\n";
  expect(shown({ ".gitlab-ci.yml": `a:\n  image: falcosecurity/falco:0.40.0\n  script:\n${job}` })).toEqual([
    "4 warning deprecated-option -A",
  ]);
  expect(
    shown({
      ".gitlab-ci.yml": `a:\n  image: {name: "falcosecurity/falco:0.36.2", entrypoint: [""]}\n  script:\n${job}`,
    }),
  ).toEqual([]);
});

test("fields in the outputs of options and settings have their near names", () => {
  const script = (line: string): readonly string[] =>
    caseOf({ "run.sh": `${line}\n` })
      .of("unknown-output-field")
      .map(({ message }) => message);
  expect(script("falco -p '%proc.nam'")[0]).toContain("Did you mean `proc.name`?");
  expect(script("falco -o 'append_output[].extra_output=%k8s.ns'")[0]).toContain("`k8s.ns.name`");
});

test("a list of one item is not a check", () => {
  const found = caseOf({
    "my_rules.yaml":
      "- list: shells\n  items: [bash]\n- rule: A\n  desc: d\n  condition: evt.type = execve and shells\n  output: o\n  priority: INFO\n",
  });
  expect(found.problems.map(({ code, text, message }) => [code, text, message])).toEqual([
    [
      "list-without-brackets",
      "shells",
      "List `shells` cannot be a check. Compare a field with `in (shells)`.",
    ],
  ]);
});

test("a misspelt key of an included configuration is reported, and another one is not", () => {
  const config = (key: string): readonly string[] =>
    shown({
      "falco.yaml": `config_files:\n  - path: /etc/falco/x.yaml\n    ${key}: append\nstdout_output: {enabled: true}\n`,
    });
  expect(config("stategy")).toEqual(["3 warning unknown-config-key stategy"]);
  expect(config("strategy")).toEqual([]);
  expect(config("comment")).toEqual([]);
});

test("a loaded plugin is offered beside alternatives that are not loaded", () => {
  const before = caseOf({
    "falco.yaml":
      "plugins:\n  - name: k8saudit-gke\n    library_path: libk8saudit-gke.so\nload_plugins: [k8saudit-gke]\nrules_files: [r.yaml]\nstdout_output: {enabled: true}\n",
    "r.yaml":
      "- required_plugin_versions:\n    - name: k8saudit\n      version: 0.7.0\n      alternatives:\n        - name: k8saudit-eks\n          version: 0.4.0\n",
  });
  const [problem] = before.of("required-plugin");
  const after = before.fixed(problem, "Add alternative `k8saudit-gke`");
  expect(after.files["r.yaml"]).toContain(
    "          version: 0.4.0\n        - name: k8saudit-gke\n          version: ",
  );
  expect(after.of("required-plugin")).toEqual([]);
});

test("what a page leaves out of a condition is not a mistake, and in a file it is", () => {
  const rule = "- rule: A\n  desc: d\n  condition: evt.type = open and ...\n  output: o\n  priority: INFO\n";
  expect(shown({ "page.md": `# A\n\n\`\`\`yaml\n${rule}\`\`\`\n` })).toEqual([]);
  expect(shown({ "page.md": `# A\n\n\`\`\`yaml\n${rule.replace("...", "(…)")}\`\`\`\n` })).toEqual([]);
  expect(shown({ "my_rules.yaml": rule })).toEqual(["3 error unexpected-token ..."]);
});

test("a Release of Crossplane installs the chart", () => {
  const release = (name: string): Readonly<Record<string, string>> => ({
    "release.yaml": `apiVersion: helm.crossplane.io/v1beta1\nkind: Release\nmetadata: {name: falco}\nspec:\n  forProvider:\n    chart: {name: ${name}, repository: https://falcosecurity.github.io/charts, version: 9.0.0}\n    values: {driver: {kind: ebpf}}\n`,
  });
  expect(shown(release("falco"))).toEqual(["7 error driver-kind ebpf"]);
  expect(shown(release("disks"))).toEqual([]);
});

test.each([
  ["evt.type = open and proc.pid ≥ 10", "evt.type = open and proc.pid >= 10"],
  ["evt.type = open and proc.pid ≠ 10", "evt.type = open and proc.pid != 10"],
  ["evt.type = open and fd.name starts with /etc", "evt.type = open and fd.name startswith /etc"],
  ["evt.type = open and proc.name is not bash", "evt.type = open and proc.name != bash"],
  ["evt.type = open and proc.name is in (bash)", "evt.type = open and proc.name in (bash)"],
])("%s has the operator that is meant", (wrong, right) => {
  const before = inRule(wrong);
  expect(condition(before.fixed(before.problems[0]).files["my_rules.yaml"])).toBe(right);
});

test("a mistake further on does not hide a fix, but what the fix would make a macro does", () => {
  const titles = (text: string): readonly string[] =>
    inRule(text).problems.flatMap(({ fixes }) => fixes.map(({ title }) => title));
  expect(titles("evt.type = open and proc.name is bash and not exists fd.name")).toContain(
    "Replace with `=`",
  );
  expect(titles("evt.type = open and proc.vmsize > 1e6 and exists fd.name")).not.toContain(
    "Add `and` between them",
  );
});

test("a removed key that is there twice is not removed once", () => {
  const config = (text: string): readonly string[] =>
    caseOf({ "falco.yaml": `${text}stdout_output: {enabled: true}\n` })
      .of("removed-config-key")
      .flatMap(({ fixes }) => fixes.map(({ title }) => title));
  const block = "outputs: {rate: 1}\n";
  expect(config(block)).toContain("Remove `outputs`");
  expect(config(block + block)).toEqual([]);
});

test.each([
  ["evt.res = failed", ["failed"], undefined],
  ["evt.res in (0, ENOENT)", ["0"], "evt.res in (SUCCESS, ENOENT)"],
  ["evt.res = Success", ["Success"], "evt.res = SUCCESS"],
  ["fd.filename = /etc/passwd", ["/etc/passwd"], "fd.name = /etc/passwd"],
  ["fd.filename endswith /passwd", ["/passwd"], "fd.name endswith /passwd"],
  ["evt.res = SUCCESS and fd.filename = passwd", [], undefined],
  ["evt.res = -1", [], undefined],
  ["evt.res in (ENOENT, EACCES) and fd.filename in (a.b, c)", [], undefined],
])("%s never matches: %j", (text, never, right) => {
  const before = inRule(`evt.type = open and ${text}`);
  expect(before.of("impossible-value").map((one) => one.text)).toEqual(never);
  expect(before.problems.filter(({ severity }) => severity !== "hint")).toEqual([]);
  const [problem] = before.of("impossible-value");
  const fixed = problem?.fixes[0] && before.fixed(problem).files["my_rules.yaml"];
  expect(fixed === undefined ? undefined : condition(fixed)?.replace("evt.type = open and ", "")).toBe(right);
});

test("a copy of Falco's chart is recognized by its appVersion", () => {
  const chart = (more: string): readonly string[] =>
    shown({
      "charts/falco/Chart.yaml": `apiVersion: v2\nname: falco\nversion: 2.4.6\n${more}`,
      "charts/falco/values.yaml": "driver: {kind: ebpf}\ncollectors: {docker: {enabled: true}}\n",
    });
  expect(chart("appVersion: 0.33.1\n")).toEqual([]);
  expect(chart("appVersion: 1.0.0\n").join()).toContain("driver-kind");
});

test("what lies in a folder of templates is a template, whatever it is called", () => {
  const rules =
    "- list: ips\n  items: [{{ ips | join(',') }}]\n- rule: A\n  desc: d\n  condition: evt.tpe = open and proc.name in ({{ x }}) and fd.sip in (ips)\n  output: o\n  priority: {{ prio }}\n";
  expect(shown({ "roles/falco/templates/falco_rules.local.yaml": rules })).toEqual([
    "5 hint unknown-field evt.tpe",
  ]);
  const config = (text: string): readonly string[] => shown({ "roles/falco/templates/falco.yaml": text });
  expect(config("json_output: {{ json }}\n{% if x %}\nengine:\n  kind: ebpf\n{% endif %}\n")).toEqual([]);
  expect(config("json_output: {{ json }}\nstdout_output: {enabled: true}\njsn_output: true\n")).toEqual([
    "3 warning unknown-config-key jsn_output",
  ]);
  // Without a directive it is the file itself.
  expect(config("jsn_output: true\n")).toEqual(["1 warning unknown-config-key jsn_output"]);
});
