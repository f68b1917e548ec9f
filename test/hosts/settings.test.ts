import { expect, test } from "vitest";
import { problemsOf } from "../../server/src/checks/run.ts";
import { applyEdits } from "../../server/src/text/span.ts";
import { fixture } from "../features/fixture.ts";

const HELM = "helm upgrade --install falco falcosecurity/falco";
const APP = (chart: string, parameters: string): string =>
  `apiVersion: argoproj.io/v1alpha1\nkind: Application\nspec:\n  source:\n    chart: falco\n    targetRevision: ${chart}\n    helm:\n      parameters:\n${parameters}`;

/** What is found, as code and marked text. */
function found(path: string, text: string): string[] {
  const { snapshot, uri } = fixture(`#- ${path}\n${text}`);
  return problemsOf(snapshot, uri).map(({ code, span }) => `${code}: ${text.slice(span.start, span.end)}`);
}

test.each([
  ["run.sh", `${HELM} --set driver.kind=modern-bpf,tty=true\n`, ["driver-kind: modern-bpf"]],
  ["run.sh", `${HELM} --set tty=true --set "ebpf.enabled=true"\n`, ["removed-chart-value: ebpf.enabled"]],
  [
    "run.sh",
    `${HELM} --set=falco.jsonOutput=true --set-string falco.grpc.enabled=true\n`,
    ["removed-chart-value: falco.jsonOutput", "removed-chart-value: falco.grpc.enabled"],
  ],
  ["run.sh", `${HELM} --version 4.2.0 --set driver.kind=ebpf --set falco.grpc.enabled=true\n`, []],
  ["run.sh", `${HELM} --set falco.json_ouput=true\n`, ["unknown-config-key: json_ouput"]],
  [
    "run.sh",
    `${HELM} --version 1.16.0 --set falco.jsonOutput=true,falco.syscallEventDrops.threshold=0.2\n`,
    [],
  ],
  ["app.yaml", APP("1.16.*", "        - name: falco.logLevel\n          value: info\n"), []],
  [
    "run.sh",
    `${HELM} --set 'falco.rules_files={/a,/b}' --set extra.args[0]=-U --set driver.kind=$KIND --set falco.http_output.url="$URL"\n`,
    [],
  ],
  [
    "run.sh",
    `${HELM} --set "customRules.a\\.yaml=x,y" --set falcosidekick.enabled=true --set falcosidekick.config.slack.webhookurl=a\\,b\n`,
    [],
  ],
  [
    "run.sh",
    "helm install x other/chart --set driver.kind=ebpf\nhelm install falco-exporter falcosecurity/falco-exporter --set ebpf.enabled=true\n",
    [],
  ],
  [
    ".github/workflows/a.yml",
    `jobs:\n  a:\n    steps:\n      - run: ${HELM} --set driver.kind=\${{ matrix.kind }} --set ebpf.enabled=true\n`,
    ["removed-chart-value: ebpf.enabled"],
  ],
  ["page.md", `\`\`\`console\n$ ${HELM} --set driver.kind=gvisor\n\`\`\`\n`, ["driver-kind: gvisor"]],
  [
    "app.yaml",
    APP(
      "9.1.0",
      '        - name: driver.kind\n          value: ebpf\n        - name: tty\n          value: "true"\n',
    ),
    ["driver-kind: ebpf"],
  ],
  ["app.yaml", APP("4.2.0", "        - name: driver.kind\n          value: ebpf\n"), []],
  [
    "tasks/helm.yml",
    "- kubernetes.core.helm:\n    name: falco\n    chart_ref: falcosecurity/falco\n    chart_version: 9.1.0\n    values:\n      driver:\n        kind: ebpf\n",
    ["driver-kind: ebpf"],
  ],
  [
    "tasks/helm.yml",
    "- kubernetes.core.helm:\n    name: falco\n    chart_ref: falcosecurity/falco-exporter\n    chart_version: 9.1.0\n    values:\n      driver:\n        kind: ebpf\n",
    [],
  ],
  [
    "helmfile.yaml",
    "releases:\n  - name: falco\n    chart: falcosecurity/falco\n    version: 9.1.0\n    set:\n      - name: driver.kind\n        value: ebpf\n    values:\n      - a.yaml\n      - ebpf:\n          enabled: true\n",
    ["driver-kind: ebpf", "removed-chart-value: enabled"],
  ],
  [
    "helmfile.d/20-a.yaml.gotmpl",
    "releases:\n  - name: falco\n    chart: falcosecurity/falco\n    version: 3.0.0\n    values:\n      - driver:\n          kind: ebpf\n        tty: {{ .Values.tty }}\n",
    [],
  ],
  ["values.yaml", "driver:\n  kind: modern-ebpf\ntty: true\n", ["driver-kind: modern-ebpf"]],
] as const)("%s: %j", (path, text, expected) => {
  expect(found(path, text)).toEqual(expected);
});

test("a renamed value and an old kind of driver are written anew", () => {
  const text = `${HELM} --set driver.kind=module,falco.jsonOutput=true\n`;
  const { snapshot, uri } = fixture(`#- run.sh\n${text}`);
  const edits = problemsOf(snapshot, uri).flatMap(
    ({ fixes }) =>
      fixes[0]?.edits.map(({ start, end, newText }) => ({ span: { start, end }, newText })) ?? [],
  );
  expect(applyEdits(text, edits)).toBe(`${HELM} --set driver.kind=kmod,falco.json_output=true\n`);
});

test.each([
  ["extraVolumes[0].hostPath.path", "9.1.0", "mounts.volumes[0].hostPath.path"],
  ["extraVolumes[1].items[0].key", "9.1.0", "mounts.volumes[1].items[0].key"],
  ["daemonset.podSecurity", "9.1.0", "controller.daemonset"],
  ["docker.enabled", "9.1.0", "collectors.containerEngine.engines.docker.enabled"],
  ["docker.enabled", "3.0.0", "collectors.docker.enabled"],
  ["docker.socket", "3.0.0", "collectors.docker.socket"],
  ["falco.rulesFile", "4.7.0", "falco.rules_file"],
  ["falco.rulesFile", "4.7.1", "falco.rules_files"],
  ["falco.httpOutput", "8.0.0", "falco.http_output"],
])("%s is where chart %s has it", (path, chart, to) => {
  const { snapshot, uri } = fixture(`#- run.sh\n${HELM} --version ${chart} --set ${path}=x\n`);
  expect(
    problemsOf(snapshot, uri).map(({ code, message }) => [code, message.slice(message.indexOf("Use "))]),
  ).toEqual([["removed-chart-value", `Use \`${to}\`.`]]);
});

/** What is found, as code, severity and marked text. */
function weighed(path: string, text: string): string[] {
  const { snapshot, uri } = fixture(`#- ${path}\n${text}`);
  return problemsOf(snapshot, uri).map(
    ({ code, severity, span }) => `${severity} ${code}: ${text.slice(span.start, span.end)}`,
  );
}

const FALCO = (config: string, driver = ""): string => `driver:\n  kind: kmod\n${driver}falco:\n${config}`;

test.each([
  [FALCO("  file_output:\n    enabled: true\n"), []],
  [FALCO("  program_output:\n    enabled: true\n"), []],
  [FALCO("  file_output:\n    enabled: true\n    filename: ''\n"), ["error output-without-target: ''"]],
  [FALCO("  http_output:\n    enabled: true\n"), ["error output-without-target: true"]],
  [FALCO("  metrics:\n    enabled: true\n"), ["warning removed-chart-value: metrics"]],
  [FALCO("  metrics:\n    enabled: true\n    interval: 5ms\n"), ["warning removed-chart-value: metrics"]],
  [`falco:\n  ${FALCO("  file_output:\n    enabled: true\n").replaceAll("\n", "\n  ")}\n`, []],
  [FALCO("  engine:\n    kind: ebpf\n"), ["hint overridden-chart-value: engine"]],
  [FALCO("  engine:\n    kmod:\n      buf_size_preset: 2\n"), ["hint overridden-chart-value: engine"]],
  [FALCO("  engine:\n    kind: ebpf\n", "  enabled: false\n"), ["error unknown-config-value: ebpf"]],
  [FALCO("  rules_file: [/a]\n"), ["error removed-chart-value: rules_file"]],
  [FALCO("  rules_file: [/a]\n  rules_files: [/a]\n"), ["error removed-chart-value: rules_file"]],
])("what the chart gives and writes is known in values: %j", (text, expected) => {
  expect(weighed("values.yaml", text)).toEqual(expected);
});

test.each([
  ["--set falco.engine.kind=ebpf", ["hint overridden-chart-value: falco.engine.kind"]],
  ["--set driver.enabled=false,falco.engine.kind=kmod", []],
  ["--set falco.rules_file=/a", ["error removed-chart-value: falco.rules_file"]],
  ["--version 3.8.0 --set driver.kind=modern_ebpf", ["warning driver-kind: modern_ebpf"]],
  ["--version 3.6.0 --set falco.metrics.enabled=true,falco.rules_file=/a", []],
])("what the chart gives and writes is known of settings: %s", (options, expected) => {
  expect(weighed("run.sh", `${HELM} ${options}\n`)).toEqual(expected);
});

test("the chart's own values fill metrics as long as they have them", () => {
  const text = (chart: string): string =>
    `apiVersion: argoproj.io/v1alpha1\nkind: Application\nspec:\n  source:\n    chart: falco\n    targetRevision: ${chart}\n    helm:\n      valuesObject:\n        falco:\n          metrics:\n            enabled: true\n`;
  expect(weighed("app.yaml", text("6.0.0"))).toEqual([]);
});

test.each([
  ["falco.httpOutput.enabled=true", "unsafe"],
  ["falco.httpOutput.enabled=false", "safe"],
])("moving %s is %s", (setting, safety) => {
  const { snapshot, uri } = fixture(`#- run.sh\n${HELM} --set ${setting}\n`);
  expect(problemsOf(snapshot, uri).map(({ fixes }) => fixes.map((fix) => fix.safety))).toEqual([[safety]]);
});

const RELEASE = (body: string): string => `resource "helm_release" "a" {\n  chart = "falco"\n${body}}\n`;

test.each([
  ["run.sh", `${HELM} --set 'extra.args={-A,-pk}'\n`],
  [
    "run.sh",
    `${HELM} --set extra.args[1]=-pk --set extra.args[0]=-U --set tty=true --set extra.args[2]=-A\n`,
    [],
  ],
  ["run.sh", `${HELM} --set 'extra.args={-o,a\\,b}' --set extra.args=-A\n`, []],
  ["run.sh", `${HELM} --set extra.args[0]=-A --set extra.args[1]=-U\n`],
  ["app.yaml", APP("9.1.0", '        - name: extra.args\n          value: "{-A,-U}"\n')],
  ["app.yaml", APP("9.1.0", "        - name: extra.args[0]\n          value: -A\n")],
  [
    "helmfile.yaml",
    'releases:\n  - name: falco\n    chart: falcosecurity/falco\n    set:\n      - name: extra.args\n        value: "{-A}"\n',
  ],
  ["main.tf", RELEASE('  set {\n    name  = "extra.args"\n    value = "{-A,-U}"\n  }\n')],
  ["main.tf", RELEASE('  set_list {\n    name  = "extra.args"\n    value = ["-A", "-U"]\n  }\n')],
  ["main.tf", RELEASE('  set = [{ name = "extra.args[0]", value = "-A" }]\n')],
  ["main.tf", RELEASE('  values = [yamlencode({ extra = { args = [var.a, "-A"] } })]\n')],
] satisfies [string, string, string[]?][])(
  "arguments in single values are a command line: %s: %j",
  (path, text, expected: readonly string[] = ["removed-option: -A"]) => {
    expect(found(path, text).filter((one) => !one.startsWith("ineffective"))).toEqual(expected);
  },
);

const FLEET = (chart: string): string =>
  `defaultNamespace: falco\nhelm:\n  chart: ${chart}\n  repo: https://falcosecurity.github.io/charts\n  version: 9.1.0\n  values:\n    driver:\n      kind: ebpf\n`;
const K3S =
  'apiVersion: helm.cattle.io/v1\nkind: HelmChart\nspec:\n  chart: falco\n  version: 9.1.0\n  set:\n    driver.kind: ebpf\n    tty: "true"\n';
const REPO = "--repo https://falcosecurity.github.io/charts";

test.each([
  ["run.sh", `helm install falco falco ${REPO} --set driver.kind=ebpf\n`, ["driver-kind: ebpf"]],
  [
    "run.sh",
    `helm upgrade --install --wait ${REPO} -n falco falco falco --version 4.2.0 --set driver.kind=ebpf\n`,
    [],
  ],
  [
    "run.sh",
    `helm upgrade --install=true ${REPO.replace(" ", "=")} f falco --set driver.kind=ebpf --wait\n`,
    ["driver-kind: ebpf"],
  ],
  ["run.sh", `helm install falco falcosidekick ${REPO} --set driver.kind=ebpf\n`, []],
  ["run.sh", `helm repo add falco https://falcosecurity.github.io/charts --set driver.kind=ebpf\n`, []],
  ["run.sh", "helm install falco ./falco-9.2.0.tgz --set driver.kind=ebpf\n", ["driver-kind: ebpf"]],
  ["run.sh", "helm install falco ./falco-4.2.0.tgz --set driver.kind=ebpf\n", []],
  ["run.sh", "helm install falco ./falco-exporter-9.2.0.tgz --set driver.kind=ebpf\n", []],
  ["fleet.yaml", FLEET("falco"), ["driver-kind: ebpf"]],
  ["fleet.yaml", FLEET("falco-exporter"), []],
  [
    "fleet.yaml",
    `${FLEET("falco")}    customRules:\n      a.yaml: \${ .ClusterLabels.rules }\n      b.yaml: '{{ .Values.x }}'\n    docker:\n      enabled: false\n`,
    ["driver-kind: ebpf", "removed-chart-value: enabled"],
  ],
  ["chart.yaml", K3S, ["driver-kind: ebpf"]],
])("other ways to install the chart: %s: %j", (path, text, expected) => {
  expect(found(path, text)).toEqual(expected);
});
