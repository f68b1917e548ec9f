/** Artifacts of rules that falcoctl is reported to install, by their references. Source: falcoctl, `artifact install --help`. */
import { scalarText } from "../../syntax/scalar-text.ts";
import { nodeAt, type YamlNode } from "../../syntax/yaml-node.ts";
import { mapSpan, type OffsetMap } from "../../text/offset-map.ts";
import type { StatedRules } from "../host.ts";

const REFERENCE = /^(?:[\w.:-]+\/)?(?:falcosecurity\/rules\/)?([a-z][a-z-]*-rules)(?::([\w.-]+))?$/;

/** What a reference says of a published artifact; nothing of one that others publish, or that is named by its digest. */
export function statedRules(ref: string, map: OffsetMap, group?: string): readonly StatedRules[] {
  const [, artifact, version = "latest"] = REFERENCE.exec(ref) ?? [];
  if (artifact === undefined || (ref.includes("/") && !ref.includes("falcosecurity/rules/"))) return [];
  const span = mapSpan(map, { start: 0, end: ref.length });
  return [{ of: "rules", artifact, version, span, ...(group !== undefined && { group }) }];
}

/** The references in falcoctl's configuration, as its file and the chart's `falcoctl.config` have it. */
export function configuredRules(
  config: YamlNode | undefined,
  source: string,
  group?: string,
): readonly StatedRules[] {
  return ["install", "follow"].flatMap((verb) => {
    const refs = nodeAt(config, ["artifact", verb, "refs"]);
    return (refs?.kind === "seq" ? refs.items : []).flatMap((ref) =>
      ref.kind === "scalar" && ref.alias === undefined
        ? statedRules(ref.text, scalarText(ref, source).map, group)
        : [],
    );
  });
}
