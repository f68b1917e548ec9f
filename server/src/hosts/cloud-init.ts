import type { Host, HostReading } from "./host.ts";
import { shellScript, scriptsReading } from "./yaml-scripts.ts";
import { readUnit } from "./systemd.ts";
import { readYamlText } from "./yaml-text.ts";

/** Cloud-init's user data: what runs at boot, and the rules, configurations, units and scripts that it writes. */
export const cloudInitHost: Host = {
  id: "cloud-init",
  matches: (_path, text) => /^\s*(?:## template: jinja\s*)?#cloud-config\b/.test(text),
  read: (_path, text) =>
    scriptsReading(text, "jinja", {
      text: (key) => (/^(?:runcmd|bootcmd)$/.test(key) ? shellScript : key === "content" ? writtenFile : undefined),
      isCommand: (key, isNested) => isNested && /^(?:runcmd|bootcmd)$/.test(key),
    }),
};

function writtenFile(text: string): HostReading {
  if (/^#!/.test(text)) return shellScript(text);
  return /^\[Service\]/m.test(text) ? readUnit(text) : readYamlText(text);
}
