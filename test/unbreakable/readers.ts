import { problemsOf } from "../../server/src/checks/run.ts";
import { complete } from "../../server/src/features/completion/complete.ts";
import { DEFAULT_FORMAT, formatConditions } from "../../server/src/features/formatting.ts";
import { hover } from "../../server/src/features/hover/hover.ts";
import { type Document, readDocument } from "../../server/src/hosts/document.ts";
import { createWorkspace, type Snapshot } from "../../server/src/model/workspace/workspace.ts";
import { DEFAULT_SETTINGS } from "../../server/src/model/workspace/settings.ts";
import { foldingSpans } from "../../server/src/features/folding.ts";
import { semanticTokens } from "../../server/src/features/semantic-tokens.ts";
import { documentSymbols } from "../../server/src/features/symbols.ts";

export interface Reader {
  readonly name: string;
  read(attack: string): void;
}

const indented = (text: string, by: number): string => text.replaceAll("\n", `\n${" ".repeat(by)}`);

/** Making one takes longer than most texts, and what it keeps of the last text is forgotten with it. */
const workspace = createWorkspace();

function snapshotOf(document: Document): Snapshot {
  workspace.snapshot(new Map(), DEFAULT_SETTINGS);
  return workspace.snapshot(new Map([[document.uri, document]]), DEFAULT_SETTINGS);
}

/** Reads a file by itself and finds what is wrong with it. */
export function judged(path: string, text: string): void {
  const uri = `file:///w/${path}`;
  problemsOf(snapshotOf(readDocument(uri, `/w/${path}`, text)), uri);
}

const RULE = (key: string, value: string) => {
  const keys: Record<string, string> = {
    desc: "d",
    condition: "evt.type=open",
    output: "o",
    priority: "INFO",
    [key]: value,
  };
  return `- rule: r\n${Object.entries(keys)
    .map(([k, v]) => `  ${k}: ${v}\n`)
    .join("")}`;
};

const file = (name: string, path: string, make: (attack: string) => string): Reader => ({
  name,
  read: (attack) => judged(path, make(attack)),
});

export const READERS: readonly Reader[] = [
  file("rules", "falco_rules.yaml", (a) => a),
  file("rules, condition", "falco_rules.yaml", (a) =>
    RULE("condition", `>\n    evt.type=open and ${indented(a, 4)}`),
  ),
  file("rules, field", "falco_rules.yaml", (a) => RULE("condition", `evt.type=open and proc.name${a} = 1`)),
  file("rules, regex", "falco_rules.yaml", (a) =>
    RULE("condition", `evt.type=open and proc.name regex '${a.replaceAll("'", "")}'`),
  ),
  file("rules, output", "falco_rules.yaml", (a) => RULE("output", `>\n    %proc.name ${indented(a, 4)}`)),
  file("rules, output call", "falco_rules.yaml", (a) => RULE("output", `>\n    %toupper(${indented(a, 4)}`)),
  file("rules, exceptions", "falco_rules.yaml", (a) =>
    RULE(
      "exceptions",
      `\n  - name: x\n    fields: [proc.name, ${a}]\n    comps: [=, in]\n    values: [[a, ${a}]]`,
    ),
  ),
  file("rules, exception field", "falco_rules.yaml", (a) =>
    RULE(
      "exceptions",
      `\n  - name: x\n    fields: "${a.replace(/["\\]/g, "")}"\n    comps: in\n    values: [${a}]`,
    ),
  ),
  file(
    "rules, list",
    "falco_rules.yaml",
    (a) => `- list: l\n  items: [${a}]\n- macro: m\n  condition: proc.name in (l)\n`,
  ),
  file(
    "rules, list item",
    "falco_rules.yaml",
    (a) => `- list: l\n  items:\n  - ${indented(a, 4)}\n- macro: m\n  condition: proc.name in (l)\n`,
  ),
  file("rules, name", "falco_rules.yaml", (a) => `- macro: ${a}\n  condition: proc.name in (l)\n`),
  file(
    "rules, comment",
    "falco_rules.yaml",
    (a) => `# falco-lint ignore ${a}\n- macro: m\n  condition: proc.name in (l)\n`,
  ),
  file("config", "falco.yaml", (a) => a),
  file("config, value", "falco.yaml", (a) => `rules_files: ${indented(a, 2)}\n`),
  file(
    "config, block",
    "falco.yaml",
    (a) => `plugins:\n  - name: x\n    init_config: ${indented(a, 6)}\nload_plugins: [${a}]\n`,
  ),
  file(
    "config, output",
    "falco.yaml",
    (a) => `append_output:\n  - extra_output: "${a.replace(/["\\]/g, "")}"\n    extra_fields: [${a}]\n`,
  ),
  file(
    "config, program",
    "falco.yaml",
    (a) =>
      `program_output:\n  enabled: true\n  program: "${a.replace(/["\\]/g, "")}"\nmetrics:\n  interval: ${a}\n`,
  ),
  file("systemd", "falco.service", (a) => `[Service]\nExecStart=/usr/bin/falco ${a}\nEnvironment=${a}\n`),
  file("systemd, -o", "falco.service", (a) => `[Service]\nExecStart=/usr/bin/falco -o a${a}=1\n`),
  file(
    "dockerfile",
    "Dockerfile",
    (a) => `FROM falcosecurity/falco:0.44.1\nRUN falco ${a}\nCMD [ "falco", ${a}\nENV A=${a}\n`,
  ),
  file("dockerfile, lines", "Dockerfile", (a) => `FROM falcosecurity/falco:0.44.1\n${a}\n`),
  file("makefile", "Makefile", (a) => `all:\n\tfalco ${a}\n${a}\n`),
  file(
    "markdown",
    "a.md",
    (a) => `falco\n\n\`\`\`yaml\n- rule: ${a}\n\`\`\`\n${a}\n\n\`\`\`sh\nfalco ${a}\n\`\`\`\n`,
  ),
  file("markdown, fence", "a.md", (a) => `falco\n\n\`\`\`console\n$ falco ${a}\n${a}\n\`\`\`\n`),
  file(
    "terraform",
    "a.tf",
    (a) =>
      `resource "helm_release" "falco" {\n  chart = "falco"\n  values = [<<EOT\n${a}\nEOT\n  , ${a}]\n  set { name = "a" value = "${a}" }\n`,
  ),
  file("terraform, text", "a.tf", (a) => `# falco\n${a}`),
  file(
    "compose",
    "docker-compose.yaml",
    (a) => `services:\n  falco:\n    image: falcosecurity/falco:0.44.1\n    command: ${indented(a, 6)}\n`,
  ),
  file(
    "workflow",
    ".github/workflows/a.yml",
    (a) => `jobs:\n  a:\n    steps:\n    - run: |\n        falco ${indented(a, 8)}\n    - run: ${a}\n`,
  ),
  file(
    "helmfile",
    "helmfile.yaml",
    (a) =>
      `releases:\n- name: falco\n  chart: falcosecurity/falco\n  values:\n  - falco: ${indented(a, 8)}\n`,
  ),
  file(
    "cloud-init",
    "user-data.yaml",
    (a) =>
      `#cloud-config\nwrite_files:\n- path: /etc/falco/falco_rules.yaml\n  content: |\n    - rule: ${indented(a, 4)}\nruncmd:\n- falco ${a}\n`,
  ),
  file(
    "kubernetes",
    "k.yaml",
    (a) =>
      `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: falco}\ndata:\n  falco_rules.yaml: |\n    - rule: ${indented(a, 4)}\n  b: ${a}\n`,
  ),
  file(
    "kubernetes, pod",
    "p.yaml",
    (a) =>
      `apiVersion: v1\nkind: Pod\nmetadata: {name: falco}\nspec:\n  containers:\n  - name: falco\n    image: falcosecurity/falco:0.44.1\n    args: [ /usr/bin/falco, ${a}]\n`,
  ),
  file(
    "ansible",
    "roles/falco/tasks/main.yml",
    (a) =>
      `- name: falco\n  ansible.builtin.shell: falco ${a}\n- ansible.builtin.copy:\n    dest: /etc/falco/falco_rules.local.yaml\n    content: |\n      - rule: ${indented(a, 6)}\n`,
  ),
  file(
    "helm values",
    "values.yaml",
    (a) =>
      `driver:\n  kind: ebpf\nfalco:\n  rules_files: ${indented(a, 4)}\ncustomRules:\n  a.yaml: |-\n    - rule: ${indented(a, 4)}\nextra:\n  args: [${a}]\n`,
  ),
  file(
    "chart",
    "Chart.yaml",
    (a) =>
      `apiVersion: v2\nname: x\ndependencies:\n- name: falco\n  repository: https://falcosecurity.github.io/charts\n  version: ${a}\n`,
  ),
  file("shell", "a.sh", (a) => `falco ${a}\n`),
  file("shell, -o", "a.sh", (a) => `falco -o a${a}=1\n`),
  file("shell, lines", "a.sh", (a) => `falco -A\n${a}\n`),
  file("shell, heredoc", "a.sh", (a) => `falco -A\n${a} <<EOF\nfalco\nEOF\n`),
  file("shell, cat", "a.sh", (a) => `cat > /etc/falco/falco_rules.local.yaml <<EOF\n- rule: ${a}\n`),
  file("shell, docker", "a.sh", (a) => `docker run ${a} falcosecurity/falco:0.44.1 falco ${a}\n`),
  file("shell, helm", "a.sh", (a) => `helm install falco falcosecurity/falco --set a=${a}\n`),
  file("vagrant", "Vagrantfile", (a) => `# falco\nx = <<SHELL\n${a}\nSHELL\n${a}\n`),
  file("template of Go", "falco_rules.yaml.tpl", (a) => `- macro: m\n  condition: ${a}\n`),
  file("template of Jinja", "falco_rules.yaml.j2", (a) => `- macro: m\n  condition: ${a}\n{% ${a}\n`),
  file(
    "template of Terraform",
    "falco_rules.yaml.tftpl",
    (a) => `- macro: m\n  condition: ${a}\n%{ if ${a}\n`,
  ),
  file(
    "fleet",
    "fleet.yaml",
    (a) =>
      `helm:\n  chart: falco\n  repo: https://falcosecurity.github.io/charts\n  values:\n    falco: ${indented(a, 6)}\n`,
  ),
  ...["hover", "completion", "formatting", "structure"].flatMap((feature) =>
    (["condition", "output"] as const).map(
      (key): Reader => ({
        name: `${feature} in ${key}`,
        read(attack) {
          const text = RULE(key, `>\n    evt.type=open and ${indented(attack, 4)}`);
          const uri = "file:///w/falco_rules.yaml";
          const document = readDocument(uri, "/w/falco_rules.yaml", text);
          const snapshot = snapshotOf(document);
          const at = text.indexOf("open and") + 9;
          for (const offset of [at, at + (attack.length >> 1), at + attack.length - 1]) {
            if (feature === "hover") hover(snapshot, uri, offset);
            else if (feature === "completion") complete(snapshot, uri, offset);
            else if (feature === "formatting") formatConditions(document, DEFAULT_FORMAT);
            else {
              foldingSpans(document);
              semanticTokens(snapshot, document);
              documentSymbols(document);
            }
          }
        },
      }),
    ),
  ),
  {
    name: "completion in config",
    read(attack) {
      const text = `engine:\n  kind: ${indented(attack, 4)}\n`;
      const uri = "file:///w/falco.yaml";
      const document = readDocument(uri, "/w/falco.yaml", text);
      const snapshot = snapshotOf(document);
      for (const offset of [0, text.length >> 1, text.length]) {
        complete(snapshot, uri, offset);
        hover(snapshot, uri, offset);
      }
    },
  },
];
