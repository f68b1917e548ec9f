import { textOf, type YamlMap } from "../../syntax/yaml-node.ts";
import type { Host, HostReading } from "../host.ts";
import { shellScript, scriptsReading } from "../commands/yaml-scripts.ts";
import { readUnit } from "./systemd.ts";
import { readYamlText } from "../embedding/yaml-text.ts";

/** Cloud-init's user data: what runs at boot, and the rules, configurations, units and scripts that it writes. */
export const cloudInitHost: Host = {
  id: "cloud-init",
  files: ["*.yaml", "*.yml"],
  languages: ["yaml"],
  matches: (_path, text) => /^\s*(?:## template: jinja\s*)?#cloud-config\b/.test(text),
  read: (_path, text) =>
    scriptsReading(text, "jinja", {
      text: (key, _scalar, around) =>
        /^(?:runcmd|bootcmd)$/.test(key)
          ? shellScript
          : key === "content"
            ? (text) => writtenFile(text, around)
            : undefined,
      isCommand: (key, isNested) => isNested && /^(?:runcmd|bootcmd)$/.test(key),
    }),
};

function writtenFile(text: string, around: YamlMap | undefined): HostReading {
  if (/^#!/.test(text)) return shellScript(text);
  if (/^\[Service\]/m.test(text)) return readUnit(text);
  const path = textOf(around, "path");
  return readYamlText(
    text,
    path === undefined ? undefined : { path, isAdded: textOf(around, "append") === "true" },
  );
}
