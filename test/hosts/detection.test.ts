import { describe, expect, test } from "vitest";
import { hostOf } from "../../server/src/hosts/all-hosts.ts";
import type { HostReading } from "../../server/src/hosts/host.ts";

function read(path: string, text: string): HostReading {
  return hostOf(path, text)?.read(path, text) ?? { regions: [], versions: [] };
}

/** Kinds and texts of a document's regions, on one line each. */
function regions(path: string, text: string): string[] {
  return read(path, text).regions.map(
    ({ kind, text: inner, program }) =>
      `${kind}: ${program === undefined ? "" : `(${program}) `}${inner.replaceAll("\0", " ").split("\n")[0]}`,
  );
}

function versions(path: string, text: string): string[] {
  return read(path, text).versions.map((one) => {
    const stated = one.of === "image" ? one.name : one.version;
    expect(text.slice(one.span.start, one.span.end)).toBe(stated);
    return `${one.of} ${stated}`;
  });
}

describe("what is not Falco's", () => {
  test.each([
    ["lint.sh", "falco -vv -I ./vcl lint main.vcl\nfalco test default.vcl\nfalco simulate x\n"],
    [
      "run.sh",
      "echo falco -A\nfalcosidekick -A\nsystemctl start falco\nkubectl logs -l app=falco -c falco\ndocker run --name falco nginx -A\n",
    ],
    ["run.sh", "docker run ghcr.io/ysugimoto/falco:1.2.3 -A\n"],
    ["nginx.service", "[Service]\nExecStart=/usr/sbin/nginx -A\nEnvironment=HOME=/x\n"],
    ["falco.service", "[Unit]\nExecStart=/usr/bin/falco -A\n"],
    ["Dockerfile", "FROM debian\nENV HOME=/x\nRUN echo falco\n"],
    [
      "ds.yaml",
      "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - image: falcosecurity/falcosidekick:2.0.0\n      args: [-A]\n",
    ],
    ["values.yaml", "falco:\n  enabled: true\n  chart_version: 3.1.5\nother: 1\n"],
    [
      "config.yaml",
      "falco:\n  alerts: {}\n  rulesFiles: {}\n  tty: true\n  driver:\n    kind: modern_ebpf\n    ebpf: {}\n  customRules: {}\n",
    ],
    ["values.yaml", "driver:\n  kind: postgres\nfalco:\n  url: x\n"],
    ["alert.yaml", "apiVersion: v1\nkind: Alert\nspec:\n  condition: evt.type = open\n"],
    ["compose.yaml", "services:\n  falco:\n    image: nginx\n    command: [-A]\n"],
    ["page.md", "```yaml\ncondition: x\n```\n\n```python\nfalco -A\n```\n\nfalco -A\n"],
    [".github/workflows/a.yaml", "jobs:\n  a:\n    steps:\n      - name: falco -A\n        run: echo\n"],
  ])("%s: %j", (path, text) => {
    expect(regions(path, text)).toEqual([]);
  });
});

describe("where a command is", () => {
  test.each([
    ["sudo -u root -E falco -U", "falco -U"],
    ["env A=b timeout -k 5 10 falco -U", "falco -U"],
    ["if ! falco -U; then", "falco -U"],
    ["x=$(nohup falco -U)", "falco -U"],
    ["kubectl exec -n falco pod/x -c falco -- falco -U", "falco -U"],
    ["docker exec -it falco /usr/bin/falco -U", "/usr/bin/falco -U"],
    [
      "podman run --rm -e A=b --name falco -v /a:/b docker.io/falcosecurity/falco:0.40.0 falco -U",
      "falco -U",
    ],
    ["docker run falcosecurity/falco:0.40.0-debian -U", "(falco) -U"],
    [
      "docker run falcosecurity/falco-driver-loader:0.40.0 kmod --compile",
      "(falco-driver-loader image) kmod --compile",
    ],
    ["bash -ec 'cd /; falco -U'", "falco -U"],
    ["falcoctl driver config --type kmod", "falcoctl driver config --type kmod"],
    ["a && ./build/falco -U | tee log", "./build/falco -U"],
  ])("%s", (line, expected) => {
    expect(regions("run.sh", `${line}\n`).filter((region) => region.startsWith("command-line"))).toEqual([
      `command-line: ${expected}`,
    ]);
  });
});

describe("stated versions", () => {
  test.each([
    ["Dockerfile", "ARG FALCO=0.39.2\nFROM falcosecurity/falco:${FALCO}\n", ["falco 0.39.2"]],
    ["Dockerfile", "FROM debian\nRUN apt-get install -y falco=0.38.1 curl\n", ["falco 0.38.1"]],
    [
      "compose.yaml",
      'services:\n  f:\n    image: "docker.io/falcosecurity/falco-no-driver:v0.37.0@sha256:abc"\n',
      ["falco 0.37.0"],
    ],
    ["compose.yaml", "services:\n  f:\n    image: falcosecurity/falco:latest\n", ["image falco"]],
    [
      "helmfile.yaml",
      "environments: {}\n---\nreleases:\n  - name: falco\n    chart: falcosecurity/falco\n    version: 4.2.0\n",
      ["chart 4.2.0"],
    ],
    [
      "app.yaml",
      "apiVersion: argoproj.io/v1alpha1\nkind: Application\nspec:\n  source:\n    chart: falco\n    targetRevision: 4.2.0\n    helm:\n      values: |\n        driver:\n          kind: ebpf\n",
      ["chart 4.2.0"],
    ],
    [
      "release.yaml",
      'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nspec:\n  chart:\n    spec:\n      chart: falco\n      version: "4.2.0"\n',
      ["chart 4.2.0"],
    ],
    [
      "Chart.yaml",
      "name: mine\nversion: 1.0.0\ndependencies:\n  - name: falco\n    version: ~8.0.1\n",
      ["chart 8.0.1"],
    ],
    [
      "main.tf",
      'resource "helm_release" "falco" {\n  chart   = "falco"\n  version = "4.2.0"\n}\n# falco\n',
      ["chart 4.2.0"],
    ],
    ["run.sh", "helm install falco falcosecurity/falco --version 4.11.1\n", ["chart 4.11.1"]],
    [
      "Chart.yaml",
      "name: mine\nversion: 1.0.0\ndependencies:\n  - name: falco\n    version: ^8.0.1\n",
      ["chart 8.0.1"],
    ],
    [
      "falco.yaml",
      "apiVersion: instance.falcosecurity.dev/v1alpha1\nkind: Falco\nspec:\n  version: 0.41.0\n",
      ["falco 0.41.0"],
    ],
  ])("%s: %j", (path, text, expected) => {
    expect(versions(path, text)).toEqual(expected);
  });
});

describe("values of the chart", () => {
  const values =
    "driver:\n  kind: auto\nextra:\n  args: [-U]\n  env:\n    - name: FALCO_HOSTNAME\n      value: a\nfalco:\n  json_output: true\ncustomRules:\n  b.yaml: |-\n    - list: l\n      items: []\n";
  const inner = [
    "values: driver:",
    "config: json_output: true",
    "rules: - list: l",
    "environment: FALCO_HOSTNAME=a",
    "command-line: (falco) -U",
  ];
  const indented = (by: number): string => values.replaceAll(/^(?=.)/gm, " ".repeat(by));

  test.each([
    ["values.yaml", values],
    ["values.yaml", `other: 1\nfalco:\n${indented(2)}`],
    [
      "app.yaml",
      `apiVersion: argoproj.io/v1alpha1\nkind: Application\nspec:\n  source:\n    chart: falco\n    helm:\n      valuesObject:\n${indented(8)}`,
    ],
    [
      "app.yaml",
      `apiVersion: argoproj.io/v1alpha1\nkind: Application\nspec:\n  sources:\n    - chart: falco\n      helm:\n        values: |\n${indented(10)}`,
    ],
    [
      "release.yaml",
      `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nspec:\n  values:\n${indented(4)}`,
    ],
    [
      "chart.yaml",
      `apiVersion: helm.cattle.io/v1\nkind: HelmChart\nspec:\n  chart: falco\n  valuesContent: |-\n${indented(4)}`,
    ],
    ["main.tf", `resource "helm_release" "falco" {\n  values = [<<-EOT\n${indented(4)}  EOT\n  ]\n}\n`],
    ["page.md", `Text\n\n- one\n\n  \`\`\`yaml\n${indented(2)}  \`\`\`\n`],
  ])("are read in %s", (path, text) => {
    expect(regions(path, text)).toEqual(inner);
  });

  test("of one release share a group", () => {
    expect(new Set(read("values.yaml", values).regions.map(({ group }) => group)).size).toBe(1);
  });
});

test("a template's directives are holes, and its regions are templates", () => {
  const text =
    'apiVersion: apps/v1\nkind: DaemonSet\nspec:\n  containers:\n    {{- if .Values.x }}\n    - image: falcosecurity/falco:{{ .Chart.AppVersion }}\n      args: [-c, "{{ .Values.c }}", -A]\n    {{- end }}\n';
  const [region] = read("templates/ds.yaml", text).regions;
  expect(region?.template).toBe(true);
  expect(region?.opaque).toHaveLength(1);
  expect(region?.text.endsWith("\0-A")).toBe(true);
});

test("a template of a rules file is read as rules", () => {
  expect(
    regions("falco_rules.local.yaml.j2", "{{ ansible_managed | comment }}\n- list: a\n  items: [{{ b }}]\n"),
  ).toHaveLength(1);
});

test("nothing that is cut short throws", () => {
  const text =
    'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - image: falcosecurity/falco:0.40.0\n      command: ["sh", \'-c\', "falco -D \\"a b\\" $(cat <<X\\nX\\n)"]\n';
  for (const path of [
    "ds.yaml",
    "run.sh",
    "x.service",
    "Dockerfile",
    "Makefile",
    "page.md",
    "values.yaml",
    ".gitlab-ci.yml",
    "compose.yaml",
    "a.yaml.j2",
  ]) {
    for (let end = 0; end <= text.length; end += 3)
      expect(() => read(path, text.slice(0, end))).not.toThrow();
  }
}, 30_000);
