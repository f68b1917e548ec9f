import { readLoaderVersion } from "../../catalog/version.ts";
import type { PluginFile } from "./plugin-file.ts";

/** Whether a text is what `falco --plugin-info` prints. */
export function isPluginInfo(text: string): boolean {
  const start = text.slice(0, 5000);
  return /^Name: /m.test(start) && /^Capabilities:/m.test(start);
}

/** The plugin of such a text: its name, version and event source, but not its fields. */
export function pluginInfo(text: string): PluginFile {
  const lineOf = (label: string): { readonly value: string; readonly start: number } | undefined => {
    const found = new RegExp(`^${label}: *([^\\r\\n]*)`, "m").exec(text);
    const value = found?.[1]?.trim();
    return found && value ? { value, start: found.index + found[0].indexOf(value) } : undefined;
  };
  const name = lineOf("Name");
  if (!name) return { descriptions: [], findings: [] };
  const version = readLoaderVersion(lineOf("Version")?.value ?? "");
  const [, source] = /^ *- Event Sourcing \(ID=\d+, source='([^'\r\n]*)'\)/m.exec(text) ?? [];
  const extracts = /^ *- Field Extraction/m.test(text);
  const hasEvents = /^ *- Async Events/m.test(text);
  return {
    descriptions: [
      {
        name: name.value,
        ...(version !== undefined && { version }),
        ...(source && { eventSource: source }),
        ...(!extracts && { fields: [] }),
        ...(!hasEvents && { asyncEvents: [] }),
        nameSpan: { start: name.start, end: name.start + name.value.length },
        fieldSpans: new Map(),
      },
    ],
    findings: [],
  };
}
