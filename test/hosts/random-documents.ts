import { hostOf } from "../../server/src/hosts/all-hosts.ts";
import type { Region } from "../../server/src/hosts/host.ts";
import { MASK } from "../../server/src/hosts/embedding/template.ts";

/** A document with a command line or a rules text in it, and what its region's text must be. */
export interface RandomDocument {
  readonly path: string;
  readonly text: string;
  readonly kind: Region["kind"];
  readonly expected: string;
}

/** What a template fills in. */
const DIRECTIVE = "{{ .Values.a }}";

/** Numbers below `limit`, the same for the same seed (mulberry32). */
export type Random = (limit: number) => number;

export function seeded(seed: number): Random {
  let state = seed;
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}

export function randomDocument(random: Random): RandomDocument {
  const make = pick(random, MAKERS);
  const document = make(random);
  const hasCrlf = random(3) === 0;
  return hasCrlf ? { ...document, text: document.text.replace(/\r?\n/g, "\r\n") } : document;
}

/** What is wrong with the region of a document; undefined when its text is right and every character leads to itself. */
export function flawOf(document: RandomDocument): string | undefined {
  const { path, text, kind, expected } = document;
  const regions =
    hostOf(path, text)
      ?.read(path, text)
      .regions.filter((region) => region.kind === kind) ?? [];
  const [region] = regions;
  if (!region || regions.length !== 1) return `${String(regions.length)} regions`;
  // Where a block's last line end belongs to the text, and where not, is up to its format.
  const plain = region.text.replaceAll("\r\n", "\n").trimEnd();
  if (plain !== expected.trimEnd())
    return `text ${JSON.stringify(region.text)}, not ${JSON.stringify(expected)}`;
  let last = 0;
  for (let i = 0; i < region.text.length; i++) {
    const [start, end] = [region.map.at(i), region.map.endAt(i + 1)];
    const char = region.text.charAt(i);
    if (start < last || end < start) return `character ${String(i)} goes back`;
    last = start;
    if (char === "\0" || /\s/.test(char)) continue;
    if (char === MASK && DIRECTIVE.includes(text.slice(start, end))) continue;
    const written = text.slice(start, end);
    if (written !== char && !isEscape(written, char))
      return `character ${String(i)}, ${JSON.stringify(char)}, leads to ${JSON.stringify(written)}`;
  }
  return undefined;
}

/** Whether an escape of one of the hosts, or of one within another, represents a character. */
function isEscape(written: string, char: string): boolean {
  const code = char.charCodeAt(0).toString(16);
  return (
    written.length <= 10 &&
    (new RegExp(`^[\\\\%$'"]+(?:x|u0*)?(?:${code})?$`, "i").test(written) ||
      (written.endsWith(char) && /^[\\%$'"]/.test(written)))
  );
}

function pick<T>(random: Random, options: readonly T[]): T {
  const one = options[random(options.length)];
  if (one === undefined) throw new Error("nothing to pick from");
  return one;
}

const PIECES = [
  "a",
  "B",
  "7",
  ".",
  "-x",
  "=",
  "/etc",
  "é",
  "日",
  "rules[].disable.rule=*",
  " ",
  "'",
  '"',
  "\\",
  "%",
  "$",
  "#",
  ":",
  "{",
  "}",
  ",",
  "&",
  "!",
  "*",
  "[",
  "]",
  "|",
  "~",
  "😀",
  "a: b",
  " #c",
  ";",
];

function randomWords(random: Random): string[] {
  const words = Array.from({ length: 1 + random(5) }, () =>
    Array.from({ length: 1 + random(4) }, () => pick(random, PIECES)).join(""),
  );
  return ["falco", "-c", ...words].filter((word) => !/\.vcl$/.test(word));
}

/** The line's words for a shell, each quoted in a way of its own. */
function shellLine(random: Random, words: readonly string[], styles = 3): string {
  return words
    .map((word, index) => (index === 0 ? word : shellWord(random, word, styles)))
    .join(pick(random, [" ", "  ", "\t", " \\\n  "]));
}

function shellWord(random: Random, word: string, styles: number): string {
  switch (random(styles)) {
    case 0:
      return `'${word.replaceAll("'", "'\\''")}'`;
    case 1:
      return `"${word.replace(/[\\"$`]/g, "\\$&")}"`;
    default:
      return word.replace(/[^A-Za-z0-9_/.é日=-]/gu, "\\$&");
  }
}

function unitWord(random: Random, word: string): string {
  const escaped = word
    .replace(/\\/g, random(2) ? "\\\\" : "\\x5c")
    .replace(/%/g, "%%")
    .replace(/\$/g, "$$$$");
  switch (random(3)) {
    case 0:
      return `"${escaped.replace(/"/g, '\\"')}"`;
    case 1:
      return `'${escaped.replace(/'/g, "\\x27")}'`;
    default:
      return escaped
        .replace(/ /g, "\\x20")
        .replace(/"/g, '\\"')
        .replace(/'/g, "\\'")
        .replace(/^;/, "\\x3b")
        .replace(/^#/, "\\x23");
  }
}

function yamlWord(random: Random, word: string): string {
  if (random(2)) return `'${word.replaceAll("'", "''")}'`;
  return `"${word
    .replace(/["\\]/g, "\\$&")
    .replace(/é/g, random(2) ? "\\xe9" : "é")
    .replace(/日/g, random(2) ? "\\u65e5" : "日")}"`;
}

/** A text as a YAML scalar after a key that is indented by `indent`. */
function yamlText(random: Random, text: string, indent: number): string {
  const lines = text.replace(/\n$/, "").split("\n");
  const inner = " ".repeat(indent + 1 + random(4));
  switch (random(3)) {
    case 0:
      return `"${text.replace(/["\\]/g, "\\$&").replaceAll("\n", "\\n")}"`;
    default:
      return `${pick(random, ["|", "|+", "|   # text"])}\n${lines.map((line) => (line === "" ? "" : inner + line)).join("\n")}\n`;
  }
}

const RULES = [
  "- rule: One\n  desc: \"text\"\n  condition: evt.type = open and proc.name = 'a b'\n  output: it is %proc.name\n  priority: INFO\n",
  "- macro: m\n  condition: >\n    evt.type in (open, openat)\n    and fd.name startswith /etc\n\n- list: l\n  items: [a, 'b', \"c\"]\n",
  "- list: é日😀\n  items:\n    - x\n    # a comment\n    - y\n- macro: z\n  condition: (proc.name in (é日😀))\n",
];

function rulesDocument(
  path: string,
  write: (random: Random, rules: string) => string,
): (random: Random) => RandomDocument {
  return (random) => {
    const rules = pick(random, RULES);
    return { path, text: write(random, rules), kind: "rules", expected: rules };
  };
}

function commandDocument(
  path: string,
  write: (random: Random, words: readonly string[]) => string,
  encode: (word: string) => string = (word) => word,
  kept: (word: string) => string = (word) => word,
  last?: string,
): (random: Random) => RandomDocument {
  return (random) => {
    const words = randomWords(random);
    return {
      path,
      text: write(random, words.map(encode)),
      kind: "command-line",
      expected: [...words.map(kept), ...(last === undefined ? [] : [last])].join("\0"),
    };
  };
}

/** A page with a fenced block, which may be in a quotation or in a list. */
function fenced(random: Random, language: string, body: string): string {
  const fence = pick(random, ["```", "~~~~"]);
  const [first, other] = pick(random, [
    ["", ""],
    ["> ", "> "],
    ["1. ", "   "],
    ["- ", "  "],
  ] as const);
  const lines = [`${fence}${language}`, ...body.replace(/\n$/, "").split("\n"), fence];
  return `# A é\n\n${lines.map((line, index) => `${index === 0 ? first : other}${line}\n`).join("")}\nend\n`;
}

const kubernetes = (word: string): string => word.replace(/\$(?=[$(])/g, "$$$$");
/** Two braces would begin a directive. */
const braceless = (word: string): string => word.replaceAll("{", "b");
const doubled = (word: string): string => word.replaceAll("$", "$$$$");

// The package that reads Dockerfiles mistakes an escaped backslash or blank before the end of a continued line,
// so none is tried in that form.
const MAKERS: readonly ((random: Random) => RandomDocument)[] = [
  commandDocument(
    "run.sh",
    (random, words) =>
      `#!/bin/sh\n${pick(random, ["", "exec ", "sudo -u root ", "A=b ", "if "])}${shellLine(random, words)} ${pick(random, ["", "&", ">x 2>&1", "; true", "| cat"])}\n`,
  ),
  commandDocument(
    "falco.service",
    (random, words) =>
      `# é\n[Service]\nExecStart=${pick(random, ["", "-", "+!"])}${words.map((word, index) => (index === 0 ? word : unitWord(random, word))).join(pick(random, [" ", "  ", "\t", " \\\n   ", " \\\n# c\n "]))}\n`,
  ),
  commandDocument(
    "Dockerfile",
    (random, words) =>
      `FROM a:1\nCMD [${words.map((word) => JSON.stringify(word).replace(/é/g, random(2) ? "\\u00e9" : "é")).join(pick(random, [",", ", ", " , "]))}]\n`,
  ),
  commandDocument(
    "Dockerfile",
    (random, words) =>
      `FROM a:1\nRUN x && \\\n # c\n  ${shellLine(
        random,
        words.map((word) => word.replaceAll("\\", "b")),
        2,
      )} && true\n`,
    undefined,
    (word) => word.replaceAll("\\", "b"),
  ),
  commandDocument(
    "compose.yml",
    (random, words) =>
      `services:\n  a:\n    entrypoint: [${words.map((word) => yamlWord(random, word)).join(", ")}]\n`,
    doubled,
  ),
  commandDocument(
    "ds.yaml",
    (random, words) =>
      `apiVersion: v1\nkind: Pod\nspec:\n${" ".repeat(1 + random(3))}containers:\n    - command:\n${words.map((word) => `${" ".repeat(8)}-${pick(random, [" ", "   "])}${yamlWord(random, word)}\n`).join("")}`,
    kubernetes,
  ),
  commandDocument(
    "ds.yaml",
    (random, words) =>
      `\uFEFFapiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - command: [falco]\n      args: [${words
        .slice(1)
        .map((word) => yamlWord(random, word))
        .join(", ")}]\n`,
    kubernetes,
  ),
  commandDocument(
    ".gitlab-ci.yml",
    (random, words) =>
      `a:\n  script:\n    - true\n    - ${yamlText(random, `${shellLine(random, words)}\n`, 6)}\n`,
  ),
  commandDocument("README.md", (random, words) => fenced(random, "sh", `${shellLine(random, words)}\n`)),
  rulesDocument(
    "values.yaml",
    (random, rules) => `customRules:\n  local.yaml: ${yamlText(random, rules, 2)}\ntty: true\n`,
  ),
  rulesDocument(
    "cm.yaml",
    (random, rules) =>
      `apiVersion: v1\nkind: ConfigMap\ndata:\n  x: y\n  a.yaml: ${yamlText(random, rules, 2)}\n`,
  ),
  rulesDocument(
    "cr.yaml",
    (random, rules) =>
      `apiVersion: artifact.falcosecurity.dev/v1alpha1\nkind: Rulesfile\nspec:\n  inlineRules: ${yamlText(random, rules, 2)}\n`,
  ),
  rulesDocument("page.md", (random, rules) => fenced(random, "yaml", rules)),
  rulesDocument(
    "install.sh",
    (random, rules) =>
      `#!/bin/sh\ncat ${pick(random, ["> /etc/falco/rules.d/a.yaml <<'EOF'", '<<"EOF" | tee a.yaml', "<< 'EOF' >a"])}\n${rules}EOF\necho é\n`,
  ),
  rulesDocument(
    "Dockerfile",
    (random, rules) =>
      `FROM a:1\n${pick(random, ["COPY <<'EOF' /a.yaml", "RUN x && cat <<'EOF' >a"])}\n${rules}EOF\nUSER x\n`,
  ),
  rulesDocument(
    "tasks/main.yml",
    (random, rules) =>
      `- name: é\n  ansible.builtin.copy:\n    dest: /etc/falco/rules.d/a.yaml\n    content: ${yamlText(random, rules, 4)}\n`,
  ),
  commandDocument(
    "tasks/main.yml",
    (random, words) =>
      `- name: é\n  ansible.builtin.command:\n    argv:\n${words.map((word) => `      - ${yamlWord(random, word)}\n`).join("")}`,
    braceless,
    braceless,
  ),
  commandDocument(
    "user-data.yaml",
    (random, words) =>
      `#cloud-config\nruncmd:\n  - [${words.map((word) => yamlWord(random, word)).join(", ")}]\n  - true\n`,
    braceless,
    braceless,
  ),
  rulesDocument(
    "user-data.yaml",
    (random, rules) =>
      `#cloud-config\nwrite_files:\n  - content: ${yamlText(random, rules, 4)}\n    path: /etc/falco/rules.d/a.yaml\n`,
  ),
  rulesDocument(
    "helmfile.yaml",
    (random, rules) =>
      `releases:\n  - chart: falcosecurity/falco\n    values:\n      - a.yaml\n      - customRules:\n          a.yaml: ${yamlText(random, rules, 10)}\n`,
  ),
  rulesDocument(
    "compose.yaml",
    (random, rules) =>
      `services:\n  falco:\n    image: falcosecurity/falco\nconfigs:\n  a:\n    content: ${yamlText(random, rules, 4)}\n`,
  ),
  rulesDocument(
    "app.yaml",
    (random, rules) =>
      `apiVersion: argoproj.io/v1alpha1\nkind: Application\nspec:\n  source:\n    chart: falco\n    helm:\n      values: ${yamlText(random, `customRules:\n  a.yaml: ${yamlText(random, rules, 2)}\n`, 6)}\n`,
  ),
  commandDocument(
    "templates/ds.yaml",
    (random, words) =>
      `apiVersion: v1\nkind: Pod\nspec:\n  {{- if .Values.x }}\n  containers:\n    - command:\n${[...words, DIRECTIVE].map((word) => `${" ".repeat(8)}- ${yamlWord(random, word)}\n`).join("")}  {{- end }}\n`,
    (word) => kubernetes(braceless(word)),
    braceless,
    MASK.repeat(DIRECTIVE.length),
  ),
  settingDocument,
];

/** A value of the chart after `--set`. */
function settingDocument(random: Random): RandomDocument {
  const value = Array.from({ length: 1 + random(4) }, () => pick(random, PIECES))
    .join("")
    .replace(/[\\,{}]/g, "");
  const setting = `driver.loader.a[0]=${value}`;
  return {
    path: "run.sh",
    text: `helm install falco falcosecurity/falco --set${pick(random, [" ", "=", "-string ", "-string="])}${shellWord(random, setting, 3)}\n`,
    kind: "setting",
    expected: setting,
  };
}
