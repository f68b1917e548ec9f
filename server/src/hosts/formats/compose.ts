import { readYaml } from "../../syntax/yaml.ts";
import { scalarText } from "../../syntax/scalar-text.ts";
import { valueOf, type YamlNode } from "../../syntax/yaml-node.ts";
import { composeMaps } from "../../text/offset-map.ts";
import { COMPOSE_KEYS, containerReading } from "../commands/container.ts";
import type { Host, HostReading } from "../host.ts";
import { joined, nested } from "../embedding/nested.ts";
import { readYamlText } from "../embedding/yaml-text.ts";
import { decodeDollars } from "../commands/yaml-words.ts";

/** Compose files, by name or by services with images. Each service is a group of its own. */
export const composeHost: Host = {
  id: "compose",
  files: ["*.yaml", "*.yml"],
  languages: ["yaml", "dockercompose"],
  matches: (path, text) =>
    /\.ya?ml$/.test(path) &&
    /^services:[ \t]*(?:#.*)?\r?\n(?:[ \t]*(?:#.*)?\r?\n)*[ \t]+["']?[\w.-]+["']?:/m.test(text) &&
    (/(?:^|\/)[^/]*compose[^/]*$/.test(path) || /^[ \t]+image:/m.test(text)),
  read(_path, text) {
    if (!text.includes("falco")) return { regions: [], versions: [] };
    const source = falcoServices(text);
    return joined(
      readYaml(source).documents.flatMap(({ root }) => {
        const services = valueOf(root, "services");
        const run =
          services?.kind === "map"
            ? services.entries.map(({ key, value }) =>
                containerReading(value, source, COMPOSE_KEYS, key.text),
              )
            : [];
        return [...run, ...contentsIn(valueOf(root, "configs"), source)];
      }),
    );
  },
};

/** Files that are in the compose file itself, in which a doubled dollar is one. */
function contentsIn(configs: YamlNode | undefined, source: string): HostReading[] {
  if (configs?.kind !== "map") return [];
  return configs.entries.flatMap(({ key, value }) => {
    const content = valueOf(value, "content");
    if (content?.kind !== "scalar" || content.isNull || content.alias !== undefined) return [];
    const { text, map } = scalarText(content, source);
    const decoded = decodeDollars(text, "compose");
    return [
      nested(readYamlText(decoded.text), composeMaps(map, decoded.map), { group: `configs/${key.text}` }),
    ];
  });
}

/** Shorter files are read as they are. */
const LONG = 20_000;

/** A long file with the services blanked that do not speak of Falco, so that they need not be read: same length. */
function falcoServices(text: string): string {
  const start = /^services:.*\r?\n/m.exec(text);
  if (text.length < LONG || !start) return text;
  const from = start.index + start[0].length;
  const rest = text.slice(from);
  const end = from + (/^[^\s#]/m.exec(rest)?.index ?? rest.length);
  const indent = /^[ ]+(?=[^\s#])/m.exec(text.slice(from, end))?.[0].length ?? 0;
  if (indent === 0) return text;
  const blocks = text.slice(from, end).split(new RegExp(`^(?= {${indent}}[^\\s#])`, "m"));
  // What an alias represents may be anywhere.
  if (blocks.some((block) => block.includes("falco") && /[:-][ \t]+\*[A-Za-z]/.test(block))) return text;
  return (
    blank(text.slice(0, start.index)) +
    start[0] +
    blocks.map((block) => (block.includes("falco") ? block : blank(block))).join("") +
    blank(text.slice(end))
  );
}

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, " ");
}
