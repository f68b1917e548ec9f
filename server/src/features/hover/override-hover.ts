import { pathOf } from "../../model/configuration/findings/judge-override.ts";
import { configKeyAt } from "../../model/configuration/key-info.ts";
import type { OverrideStep } from "../../model/configuration/override.ts";
import { configurationOf } from "../../model/workspace/configurations.ts";
import { documentsNamed, folderOf } from "../../model/workspace/named-documents.ts";
import { entryOf, type YamlEntry, type YamlNode } from "../../syntax/yaml-node.ts";
import { mapSpan } from "../../text/offset-map.ts";
import { linkTo } from "./config-hover.ts";
import { describeConfigKey } from "../describe/describe-config.ts";
import type { Hover } from "./hover-text.ts";
import type { Place } from "../locate/locate.ts";
import { configPathOf, overrideAt } from "../locate/override-spot.ts";

type CommandPlace = Extract<Place, { at: "command-line" }>;

/** The key that a `-o` sets, and the line of the configuration that it overrides. */
export function overrideHover(place: CommandPlace): Hover | undefined {
  const found = overrideAt(place);
  if (!found?.override) return undefined;
  const { steps, key } = found.override;
  const path = pathOf(steps);
  const info =
    configKeyAt(path, place.catalog.target) ?? configKeyAt(path.replace(/\[\]$/, ""), place.catalog.target);
  const parts = [info && describeConfigKey(info, place.catalog.target), overridden(place, steps)].filter(
    (part) => part !== undefined,
  );
  if (parts.length === 0) return undefined;
  const { start } = found.value.span;
  return { markdown: parts.join("\n\n"), span: mapSpan(place.region.map, { start, end: start + key.end }) };
}

/** Where the configuration that the line names has that key; nothing when it is not in the workspace, or not clear which it is. */
function overridden(place: CommandPlace, steps: readonly OverrideStep[]): string | undefined {
  const { snapshot, document } = place;
  const [main, ...more] = documentsNamed(
    snapshot.documents,
    folderOf(document.path),
    configPathOf(place),
    "config",
  );
  const configuration =
    main && more.length === 0 ? configurationOf(snapshot.configurations, main.uri) : undefined;
  if (!configuration) return undefined;
  const entry = entryOn(configuration.config.root, steps);
  const at = entry && configuration.config.place(entry.key.span);
  if (!at) return undefined;
  return steps.at(-1)?.kind === "append"
    ? `Added to the list in ${linkTo(snapshot, at)}.`
    : `Overrides ${linkTo(snapshot, at)}.`;
}

/** The last entry on the way that is there. */
function entryOn(root: YamlNode, steps: readonly OverrideStep[]): YamlEntry | undefined {
  let node: YamlNode | undefined = root;
  let entry: YamlEntry | undefined;
  for (const step of steps) {
    if (step.kind === "append") return entry;
    if (step.kind === "index") {
      node = node?.kind === "seq" ? node.items[step.index] : undefined;
      if (!node) return undefined;
    } else {
      entry = entryOf(node, step.name);
      if (!entry) return undefined;
      node = entry.value;
    }
  }
  return entry;
}
