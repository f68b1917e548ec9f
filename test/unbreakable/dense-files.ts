/** A file that is full of one thing: as many of it as its length takes. */
export interface DenseFile {
  readonly name: string;
  readonly path: string;
  /** A text of at least `length` characters. */
  make(length: number): string;
}

const file = (name: string, path: string, line: (index: number) => string, head = ""): DenseFile => ({
  name,
  path,
  make(length) {
    const lines = [head];
    for (let at = head.length, index = 0; at < length; index++) {
      const made = line(index);
      lines.push(made);
      at += made.length;
    }
    return lines.join("");
  },
});

const script = (name: string, line: (index: number) => string): DenseFile =>
  file(`script, ${name}`, "install.sh", line, "#!/bin/bash\n");
const config = (name: string, line: (index: number) => string, head = ""): DenseFile =>
  file(`configuration, ${name}`, "falco.yaml", line, head);
const rules = (name: string, line: (index: number) => string, head = ""): DenseFile =>
  file(`rules, ${name}`, "falco_rules.yaml", line, head);

const RULE = "- rule: r\n  desc: d\n  condition: evt.type = open\n  priority: INFO\n";

const LISTED = "- list: l\n  items: [a, b]\n- macro: m\n  condition: proc.name = a\n";

export const DENSE_FILES: readonly DenseFile[] = [
  file("commands of an image", "Dockerfile", (i) => `RUN falco -A -r a${i}.yaml\n`, "FROM a\n"),
  file(
    "rules files of a ConfigMap",
    "rules.yaml",
    (i) => `  r${i}_rules.yaml: |\n    - macro: m${i}\n      condition: proc.name = a\n`,
    "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: falco-rules}\ndata:\n",
  ),
  script("commands", (i) => `falco -r /etc/falco/rules.d/r${i}.yaml -o log_level=info\n`),
  script("removed options", () => "falco -A\n"),
  script("unknown options", (i) => `falco --foo${i}\n`),
  script("one long command", () => "falco -A \\\n"),
  script("one option of one command", (i) => (i === 0 ? "falco \\\n" : `--cri /run/s${i} \\\n`)),
  script("settings of one command", (i) => (i === 0 ? "falco \\\n" : `-o log_level=info${i} \\\n`)),
  script("written rules", (i) => `cat > a.yaml <<EOF\n- macro: m${i}\n  condition: proc.name=a\nEOF\n`),
  script(
    "chart values",
    (i) => `helm upgrade falco falcosecurity/falco --set a${i}=b --set driver.kind=ebpf\n`,
  ),
  config("rules files", (i) => `  - /etc/falco/rules.d/r${i}.yaml\n`, "rules_files:\n"),
  config(
    "plugins",
    (i) => `  - name: p${i}\n    library_path: p${i}.so\n    init_config: ''\n`,
    "plugins:\n",
  ),
  config("misspelled plugins", (i) => `  - {nam: p${i}}\n`, "plugins:\n"),
  config(
    "appended outputs",
    (i) =>
      `  - match:\n      rule: R${i}\n    extra_output: "a${i}=%proc.name"\n    extra_fields: [proc.pname]\n`,
    "append_output:\n",
  ),
  config("unknown keys", (i) => `some_key_${i}: abc\n`, "json_output: true\n"),
  config("misspelled keys", (i) => `json_outpt: ${i}\n`, "json_output: true\n"),
  rules(
    "exceptions",
    (i) => `  - {name: e${i}, fields: proc.name, values: [a${i}]}\n`,
    `${RULE}  exceptions:\n`,
  ),
  rules("macros", (i) => `- macro: a${i}\n  condition: evt.type = open\n`),
  rules("one problem on each line", (i) => `- macro: m${i}\n  condition: proc.nmae = a${i}\n`),
  rules("unknown items", (i) => `- macroo: m${i}\n  condition: proc.name = a\n`),
  rules("repeated keys", (i) => (i === 0 ? RULE : "  tags: [a]\n")),
  rules("uses of a list without brackets", (i) => (i === 0 ? LISTED.trimEnd() : " or proc.name = l")),
  rules("uses of a list", (i) => (i === 0 ? LISTED.trimEnd() : " or proc.name in (l)")),
  rules("appended parts", (i) =>
    i === 0 ? LISTED : `- macro: m\n  condition: or fd.num = ${i}\n  append: true\n`,
  ),
  rules("output fields", (i) => (i === 0 ? `${RULE}  output: >\n` : `    a${i}=%proc.name\n`)),
];

const BASE = `${RULE}  output: o\n`;

/** Files that change one item again and again, or have an item in each of thousands of blocks. */
export const REPEATED_ITEMS: readonly DenseFile[] = [
  rules("lists of one name", (i) => `- list: l\n  items: [a${i}]\n  override: {items: append}\n`, LISTED),
  rules("macros of one name", (i) => `- macro: m\n  condition: or fd.num = ${i}\n  append: true\n`, LISTED),
  rules("rules of one name", (i) => `- rule: r\n  tags: [t${i}]\n  override: {tags: append}\n`, BASE),
  rules("a chain of macros", (i) => `- macro: m${i + 1}\n  condition: m${i} or fd.num = ${i}\n`),
  file(
    "blocks of a page",
    "page.md",
    (i) => `\n\`\`\`yaml\n- macro: m${i}\n  condition: proc.name = a\n\`\`\`\n`,
    "# falco\n",
  ),
];
