import { booleanOf, nodeAt, textOf, type YamlMap, type YamlScalar } from "../../syntax/yaml-node.ts";
import { nearestName } from "../../text/names.ts";
import { hasReference } from "../configuration/scalar-value.ts";
import type { FalcoctlSetting } from "./finding.ts";

/** The types of artifacts. Source: falcosecurity/falcoctl, pkg/oci/types.go. */
const TYPES = ["rulesfile", "plugin", "asset"];

/** A duration as Go reads it; it has no days. Source: falcoctl, internal/config/config.go, `time.Duration`; Go's time.ParseDuration. */
const DURATION = /^[+-]?(?:0|(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+)$/;

/** What falcoctl rejects of its configuration in the values of the chart. */
export function falcoctlSettings(root: YamlMap): readonly FalcoctlSetting[] {
  const artifact = nodeAt(root, ["falcoctl", "config", "artifact"]);
  const runs = (name: string): boolean =>
    booleanOf(textOf(nodeAt(root, ["falcoctl", "artifact", name]), "enabled") ?? "") !== false;
  // Nobody reads what is set for a container that does not run.
  const types = runs("install") || runs("follow") ? nodeAt(artifact, ["allowedTypes"]) : undefined;
  const every = runs("follow") ? nodeAt(artifact, ["follow", "every"]) : undefined;
  const items = types?.kind === "seq" ? types.items : [];
  return [
    ...items.flatMap((item): readonly FalcoctlSetting[] => {
      if (item.kind !== "scalar" || !isKnown(item) || TYPES.includes(item.text)) return [];
      const near = nearestName(item.text, TYPES);
      return [setting(item, { problem: "type", values: TYPES, ...(near !== undefined && { near }) })];
    }),
    ...(every?.kind === "scalar" && isKnown(every) && !DURATION.test(every.text)
      ? [setting(every, { problem: "duration" })]
      : []),
  ];
}

function setting(
  { span, text }: YamlScalar,
  what: Pick<FalcoctlSetting, "problem" | "values" | "near">,
): FalcoctlSetting {
  return { code: "falcoctl-setting", span, text, ...what };
}

/** Whether a value is written here, and not put in by a template or the environment. */
function isKnown({ isNull, text, alias }: YamlScalar): boolean {
  return !isNull && alias === undefined && !/\{\{|\uE000/.test(text) && !hasReference(text);
}
