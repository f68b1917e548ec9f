import { withoutShell } from "./falco-commands.ts";
import type { Host } from "./host.ts";
import { readUnit } from "./systemd.ts";
import { readYamlText } from "./yaml-text.ts";
import { scriptsReading, shellScript } from "./yaml-scripts.ts";

/** Ansible tasks, handlers and playbooks: what they run, and the rules, configurations and lines of units that they write. */
export const ansibleHost: Host = {
  id: "ansible",
  matches: (path, text) =>
    /\.ya?ml$/.test(path) && (/(?:^|\/)(?:tasks|handlers|playbooks)\/[^/]+$/.test(path) || /^[ \t]*(?:- )?(?:ansible\.builtin\.\w+|hosts):/m.test(text)) && /^(?:#.*|---.*|[ \t]*)?(?:\r?\n(?:#.*|---.*|[ \t]*))*?\r?\n?- /.test(text) && !/^-\s+(?:rule|macro|list):/m.test(text),
  read: (_path, text) =>
    scriptsReading(text, "jinja", {
      text(key, scalar) {
        if (/(?:^|\.)(?:shell|raw)$/.test(key)) return shellScript;
        if (/(?:^|\.)(?:command|cmd|validate)$/.test(key)) return (line) => withoutShell(shellScript(line));
        if (!/^(?:line|content|block|insertafter)$/.test(key)) return undefined;
        return /^[ \t]*ExecStart\w*=/m.test(scalar.text) ? (unit) => readUnit(unit, true) : readYamlText;
      },
      isCommand: (key) => key === "argv",
    }),
};
