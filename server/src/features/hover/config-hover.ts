import { bufferBytes, configKeyAt, configPathAt } from "../../model/configuration/key-info.ts";
import { outcomesOf, type Outcome } from "../../model/configuration/outcome.ts";
import { settingAt } from "../../model/configuration/setting-at.ts";
import { configurationOf } from "../../model/workspace/configurations.ts";
import type { Snapshot } from "../../model/workspace/workspace.ts";
import type { YamlNode } from "../../syntax/yaml-node.ts";
import type { FileRange } from "../../text/span.ts";
import { mapSpan } from "../../text/offset-map.ts";
import { configSpotAt, type ConfigSpot } from "../locate/config-spot.ts";
import { describeBuffer, describeConfigKey } from "../describe/describe-config.ts";
import { describeKnown } from "../describe/describe-known.ts";
import type { Hover } from "./hover-text.ts";
import type { RegionContext } from "../locate/locate.ts";
import { inert } from "../../text/markdown.ts";

/** What a key of a configuration does, what its value means, and which file's value counts. `inner` is an offset in the region. */
export function configHover(context: RegionContext, inner: number): Hover | undefined {
  const { region, catalog } = context;
  const root = region.yaml?.documents[0]?.root;
  const spot = configSpotAt(root, inner);
  if (!spot) return undefined;
  const path = configPathAt(root, spot.steps);
  const key = configKeyAt(path, catalog.target) ?? configKeyAt(path.replace(/\[\]$/, ""), catalog.target);
  const parts = [
    spot.part === "value" && isRuleName(path)
      ? describeKnown("rule", spot.node.text, undefined, catalog.published)
      : undefined,
    key ? describeConfigKey(key, catalog.target) : settingText(root, spot, context),
    valueText(spot, path),
    ...mergedText(context, spot),
  ];
  const markdown = parts.filter((part) => part !== undefined && part !== "").join("\n\n");
  return markdown === "" ? undefined : { markdown, span: mapSpan(region.map, spot.node.span) };
}

/** Whether the value at a path is the name of a rule. */
function isRuleName(path: string): boolean {
  return /^(?:rules\[\]\.(?:enable|disable)|append_output\[\]\.match)\.rule$/.test(path);
}

/** What a setting of a plugin is. The description may be another's, so that nothing of it is read as Markdown. */
function settingText(root: YamlNode | undefined, { steps }: ConfigSpot, { catalog }: RegionContext): string {
  const at = settingAt(root, steps, catalog.target, catalog.registry);
  const name = steps.at(-1);
  if (!at || typeof name !== "string" || name === "init_config") return "";
  const { plugin, schema } = at;
  const values = schema.values.map((value) => `\`${inert(value)}\``).join(", ");
  return [
    `**\`${inert(name)}\`** · setting of plugin \`${inert(plugin)}\``,
    inert(schema.description),
    values && `Values: ${values}`,
    schema.since === undefined ? "" : `Since version ${schema.since} of the plugin.`,
  ]
    .filter(Boolean)
    .join("\n\n");
}

function valueText({ entry }: ConfigSpot, path: string): string | undefined {
  if (!/buf_size_preset$/.test(path) || entry?.value.kind !== "scalar") return undefined;
  const bytes = bufferBytes(Number(entry.value.text));
  return bytes === undefined ? undefined : describeBuffer(entry.value.text, bytes);
}

function mergedText({ snapshot, document }: RegionContext, { steps }: ConfigSpot): readonly string[] {
  const configuration = configurationOf(snapshot.configurations, document.uri);
  const [name] = steps;
  if (!configuration || typeof name !== "string") return [];
  return outcomesOf({ config: configuration.config, uri: document.uri }, name).map(({ kind, other }) =>
    outcomeText(kind, linkTo(snapshot, other), name, steps.length > 1),
  );
}

/** A place as a link that shows its file and line, the last folder before the name. */
export function linkTo({ documents }: Snapshot, { uri, start }: FileRange): string {
  const document = documents.get(uri);
  const line = (document?.lines.position(start).line ?? 0) + 1;
  const file = (document?.path ?? uri).split("/").slice(-2).join("/");
  return `[${inert(file)}:${line}](${uri.replaceAll("(", "%28").replaceAll(")", "%29")}#L${line})`;
}

function outcomeText(kind: Outcome["kind"], place: string, name: string, isBelow: boolean): string {
  switch (kind) {
    case "replaced":
      return isBelow
        ? `**No effect**: ${place} replaces the whole \`${name}\`, because Falco merges only top-level keys.`
        : `**Overridden** by ${place}.`;
    case "kept-out":
      return `**No effect**: ${place} already sets \`${name}\`, and this file is included with \`add-only\`.`;
    case "replaces":
      return `Overrides ${place}${isBelow ? `, where the whole \`${name}\` is replaced` : ""}.`;
    case "added":
      return `Added to the list in ${place}.`;
  }
}
