import { scalarText } from "../../syntax/scalar-text.ts";
import { entryOf, textOf, valueOf, type YamlMap } from "../../syntax/yaml-node.ts";
import { chartRelease } from "../embedding/chart-release.ts";
import { withTemplates } from "../commands/container.ts";
import { packagePin, withoutShell } from "../commands/falco-commands.ts";
import type { Host, HostReading } from "../host.ts";
import { readUnit } from "./systemd.ts";
import { readYamlText, type WrittenFile } from "../embedding/yaml-text.ts";
import { scriptsReading, shellScript } from "../commands/yaml-scripts.ts";

/** Ansible tasks, handlers and playbooks: what they run, the charts that they install, and the rules, configurations and lines of units that they write. */
export const ansibleHost: Host = {
  id: "ansible",
  files: ["*.yaml", "*.yml"],
  languages: ["yaml"],
  matches: (path, text) =>
    /\.ya?ml$/.test(path) &&
    (/(?:^|\/)(?:tasks|handlers|playbooks)\/[^/]+$/.test(path) ||
      /^[ \t]*(?:- )?(?:ansible\.builtin\.\w+|hosts):/m.test(text)) &&
    /^(?:#.*|---.*|[ \t]*)?(?:\r?\n(?:#.*|---.*|[ \t]*))*?\r?\n?- /.test(text) &&
    !/^-\s+(?:rule|macro|list):/m.test(text),
  read: (_path, text) =>
    scriptsReading(text, "jinja", {
      text(key, scalar, around) {
        if (/(?:^|\.)(?:shell|raw)$/.test(key)) return shellScript;
        if (/(?:^|\.)(?:command|cmd|validate)$/.test(key)) return (line) => withoutShell(shellScript(line));
        if (!/^(?:line|content|block|insertafter)$/.test(key)) return undefined;
        return /^[ \t]*ExecStart\w*=/m.test(scalar.text)
          ? (unit) => readUnit(unit, true)
          : (text) => readYamlText(text, fileOf(key, around));
      },
      isCommand: (key) => key === "argv",
      map: (node, source) =>
        entryOf(node, "chart_ref") ? installedChart(node, source) : installedPackage(node, source),
    }),
};

/** Modules that install packages, and the keys under which they name them. */
const PACKAGE_MODULE = /^(?:ansible\.(?:builtin|legacy)\.)?(?:apt|dnf5?|yum|package)$/;

/** The version of the package that a task installs. */
function installedPackage(task: YamlMap, source: string): HostReading {
  const versions = task.entries
    .filter(({ key, value }) => PACKAGE_MODULE.test(key.text) && value.kind === "map")
    .flatMap(({ value }) => ["name", "pkg", "package"].flatMap((key) => valueOf(value, key) ?? []))
    .flatMap((named) => (named.kind === "seq" ? named.items : [named]))
    .flatMap((name) => {
      if (name.kind !== "scalar" || name.alias !== undefined) return [];
      const { text, map } = scalarText(name, source);
      return packagePin(text, map, { group: String(task.span.start) });
    });
  return { regions: [], versions };
}

/** The file that `copy` writes, or that `blockinfile` writes into. */
function fileOf(key: string, task: YamlMap | undefined): WrittenFile | undefined {
  const path = textOf(task, "dest") ?? textOf(task, "path");
  return path === undefined ? undefined : { path, isAdded: key !== "content" };
}

/** What `kubernetes.core.helm` installs. */
function installedChart(task: YamlMap, source: string): HostReading {
  const parts = {
    name: "chart_ref",
    version: "chart_version",
    values: [valueOf(task, "values"), valueOf(task, "release_values")],
  };
  return withTemplates(chartRelease(task, parts, source, String(task.span.start)));
}
