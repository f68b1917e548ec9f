/** One ruleset as people write it into each of the files that can hold rules. */
export interface RulesHost {
  readonly name: string;
  readonly path: string;
  /** The document that holds these rules and no others. */
  write(rules: string): string;
}

function indented(text: string, by: string): string {
  return text.replaceAll(/^(?=.)/gm, by);
}

const CR =
  "apiVersion: artifact.falcosecurity.dev/v1alpha1\nkind: Rulesfile\nmetadata:\n  name: mine\nspec:\n";
const APP =
  "apiVersion: argoproj.io/v1alpha1\nkind: Application\nspec:\n  source:\n    chart: falco\n    helm:\n";

/** Folding joins lines, so rules are in it with an empty line between each two. */
function folded(rules: string): string {
  return rules.replaceAll(/\n(?=\S)/g, "\n\n");
}

export const RULES_HOSTS: readonly RulesHost[] = [
  { name: "a rules file", path: "falco_rules.local.yaml", write: (rules) => rules },
  {
    name: "chart values",
    path: "values.yaml",
    write: (rules) =>
      `driver:\n  kind: auto\ncustomRules:\n  a.yaml: |\n${indented(rules, "    ")}tty: true\n`,
  },
  {
    name: "chart values, stripped and with indentation said",
    path: "values.yaml",
    write: (rules) => `customRules:\n  a.yaml: |2-\n${indented(rules, "    ")}`,
  },
  {
    name: "chart values, folded",
    path: "values.yaml",
    write: (rules) => `customRules:\n  a.yaml: >\n${indented(folded(rules), "    ")}`,
  },
  {
    name: "chart values, double quotes",
    path: "values.yaml",
    write: (rules) => `customRules:\n  a.yaml: ${JSON.stringify(rules)}\n`,
  },
  {
    name: "values of a subchart",
    path: "values.yaml",
    write: (rules) => `other: 1\nfalco:\n  customRules:\n    a.yaml: |-\n${indented(rules, "        ")}`,
  },
  {
    name: "an application of Argo CD",
    path: "app.yaml",
    write: (rules) =>
      `${APP}      values: |\n        customRules:\n          a.yaml: |-\n${indented(rules, "            ")}`,
  },
  {
    name: "an application of Argo CD, as a tree",
    path: "app.yaml",
    write: (rules) =>
      `${APP}      valuesObject:\n        customRules:\n          a.yaml: |-\n${indented(rules, "            ")}`,
  },
  {
    name: "a release of Flux",
    path: "release.yaml",
    write: (rules) =>
      `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nspec:\n  chart:\n    spec:\n      chart: falco\n  values:\n    customRules:\n      a.yaml: |-\n${indented(rules, "        ")}`,
  },
  {
    name: "a ConfigMap",
    path: "cm.yaml",
    write: (rules) =>
      `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: rules\ndata:\n  a.yaml: |\n${indented(rules, "    ")}`,
  },
  {
    name: "a ConfigMap with CRLF, behind another object",
    path: "cm.yaml",
    write: (rules) =>
      `apiVersion: v1\nkind: Namespace\n---\napiVersion: v1\nkind: ConfigMap\ndata:\n  a.yaml: |-\n${indented(rules, "      ")}`.replaceAll(
        "\n",
        "\r\n",
      ),
  },
  {
    name: "a Rulesfile, as a text",
    path: "cr.yaml",
    write: (rules) => `${CR}  inlineRules: |\n${indented(rules, "    ")}`,
  },
  {
    name: "a Rulesfile, as a list",
    path: "cr.yaml",
    write: (rules) => `${CR}  inlineRules:\n${indented(rules, "    ")}`,
  },
  { name: "a page", path: "page.md", write: (rules) => `# Page\n\n\`\`\`yaml\n${rules}\`\`\`\n` },
  {
    name: "a page of a site",
    path: "docs/page.mdx",
    write: (rules) => `import X from "x"\n\n<X a={1} />\n\n\`\`\`yaml:rules/mine.yaml\n${rules}\`\`\`\n`,
  },
  { name: "a page for a converter", path: "page.md", write: (rules) => `~~~{.yaml}\n${rules}~~~\n` },
  {
    name: "a quoted list on a page",
    path: "page.md",
    write: (rules) => `> - item\n>\n>   ~~~yaml\n${indented(rules, ">   ")}>   ~~~\n`,
  },
  {
    name: "a script that writes the file",
    path: "install.sh",
    write: (rules) => `#!/bin/sh\ncat > /etc/falco/rules.d/a.yaml <<'EOF'\n${rules}EOF\n`,
  },
  {
    name: "a file in a Dockerfile",
    path: "Dockerfile",
    write: (rules) =>
      `FROM debian\nCOPY --chmod=644 <<'EOF' /etc/falco/rules.d/a.yaml\n${rules}EOF\nUSER falco\n`,
  },
  {
    name: "a file that a build writes",
    path: "Dockerfile",
    write: (rules) => `FROM debian\nRUN cat > /etc/falco/rules.d/a.yaml <<'EOF'\n${rules}EOF\n`,
  },
  {
    name: "a chart of a Kustomization",
    path: "kustomization.yaml",
    write: (rules) =>
      `kind: Kustomization\napiVersion: kustomize.config.k8s.io/v1beta1\nhelmCharts:\n  - name: falco\n    valuesInline:\n      customRules:\n        a.yaml: |-\n${indented(rules, "          ")}`,
  },
  {
    name: "an Ansible task that writes the file",
    path: "tasks/main.yml",
    write: (rules) =>
      `- name: rules\n  ansible.builtin.copy:\n    dest: /etc/falco/rules.d/a.yaml\n    content: |\n${indented(rules, "      ")}`,
  },
  {
    name: "a chart that an Ansible task installs",
    path: "tasks/main.yml",
    write: (rules) =>
      `- name: falco\n  kubernetes.core.helm:\n    name: falco\n    chart_ref: falcosecurity/falco\n    values:\n      customRules:\n        a.yaml: |-\n${indented(rules, "          ")}`,
  },
  {
    name: "a file that cloud-init writes",
    path: "user-data.yaml",
    write: (rules) =>
      `#cloud-config\nwrite_files:\n  - path: /etc/falco/rules.d/a.yaml\n    content: |\n${indented(rules, "      ")}`,
  },
  {
    name: "a release of a helmfile",
    path: "helmfile.yaml",
    write: (rules) =>
      `releases:\n  - name: falco\n    chart: falcosecurity/falco\n    values:\n      - other.yaml\n      - customRules:\n          a.yaml: |-\n${indented(rules, "            ")}`,
  },
  {
    name: "a compose file's own config",
    path: "compose.yaml",
    write: (rules) =>
      `services:\n  falco:\n    image: falcosecurity/falco\nconfigs:\n  rules:\n    content: |\n${indented(rules, "      ")}`,
  },
];
