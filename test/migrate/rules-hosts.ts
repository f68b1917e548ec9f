/** A file in which rules of Falco are. */
export interface RulesHost {
  readonly name: string;
  readonly path: string;
  text(rules: string): string;
}

const indented = (text: string, by: number): string => text.replace(/^(?=.)/gm, " ".repeat(by));

/** Every kind of file in which a whole rules file can be. */
export const RULES_HOSTS: readonly RulesHost[] = [
  { name: "a rules file", path: "rules.yaml", text: (rules) => rules },
  {
    name: "a ConfigMap",
    path: "map.yaml",
    text: (rules) =>
      `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: rules\ndata:\n  rules.yaml: |\n${indented(rules, 4)}`,
  },
  {
    name: "chart values",
    path: "values.yaml",
    text: (rules) =>
      `driver:\n  kind: modern_ebpf\nfalco:\n  priority: debug\ncustomRules:\n  rules.yaml: |-\n${indented(rules, 4)}`,
  },
  { name: "a page", path: "README.md", text: (rules) => `# Rules\n\n\`\`\`yaml\n${rules}\`\`\`\n` },
];
