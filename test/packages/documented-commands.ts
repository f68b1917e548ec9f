import { readFileSync } from "node:fs";
import path from "node:path";

const ROOT = path.resolve(import.meta.dirname, "../..");

/** The commands that a page shows in blocks, in their order: fenced ones for a shell, and indented ones. */
export function commandsOf(page: string): readonly string[] {
  const text = readFileSync(path.join(ROOT, page), "utf8");
  const blocks = [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```|^ {4}(?=npm |npx |node )(.*)$/gm)];
  return blocks.flatMap(([, language, fenced = "", indented]) => {
    if (indented !== undefined) return [indented];
    return language === "sh" ? fenced.trim().split("\n") : [];
  });
}

/** The commands that its sentences name whole. */
export function commandsInSentences(page: string): readonly string[] {
  const text = readFileSync(path.join(ROOT, page), "utf8").replaceAll(/^```[\s\S]*?^```/gm, "");
  return [...text.matchAll(/`((?:npm|npx|falco-lint|falco-language-server|node) [^`]+)`/g)].map(
    ([, command = ""]) => command,
  );
}

const RULES = `- list: shells
  items: [bash, sh]

- macro: in_container
  condition: container.id != host

- rule: Shell in a container
  desc: A shell was started.
  condition: evt.type = execve and in_container and proc.name in (shells)
  output: Shell in a container | shell=%proc.name
  priority: NOTICE
  tags: [T1059]
`;

const LOCAL = `- rule: Terminal shell in container
  desc: A terminal shell was started.
  condition: evt.type = execve and proc.tty != 0
  output: Terminal shell | shell=%proc.name
  priority: WARNING
`;

const EVENT = '{"evt.type": "execve", "proc.name": "bash", "container.id": "3ad7b26ded6d"}\n';

/** Files of a project in which every command of the documentation has something to do, by path. */
export const PROJECT: Readonly<Record<string, string>> = {
  "falco.yaml": `rules_files:
  - rules
plugins:
  - name: container
    library_path: libcontainer.so
load_plugins: [container]
`,
  "falco_rules.yaml": RULES,
  "local.yaml": LOCAL,
  "rules/shells.yaml": RULES,
  "rules/shells.falco-test.yaml": `ruleset: [shells.yaml]
tests:
  - name: a shell
    event: { evt.type: execve, proc.name: bash, container.id: 3ad7b26ded6d }
    fires: [Shell in a container]
`,
  "old/rules.yaml": RULES,
  "new/rules.yaml": RULES.replace("NOTICE", "WARNING"),
  "event.json": EVENT,
  "alert.json": EVENT,
  "alerts.jsonl": EVENT.repeat(2),
  "conditions.jsonl": `{"condition": "proc.name = bash", "events": [${EVENT.trim()}]}\n`,
};
