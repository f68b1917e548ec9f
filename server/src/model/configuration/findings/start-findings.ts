import type { Steps } from "../../../text/to-end.ts";
import type { YamlMap } from "../../../syntax/yaml-node.ts";
import type { ConfigContext } from "../context.ts";
import { dropFindings } from "./drop-findings.ts";
import { engineFindings } from "./engine-findings.ts";
import { entryFindings } from "./entry-findings.ts";
import type { ConfigFinding } from "../finding.ts";
import { metricsFindings } from "./metrics-findings.ts";
import { outputFindings } from "./output-findings.ts";
import { pluginFindings } from "./plugin-findings.ts";
import { shapeFindings } from "./shape-findings.ts";
import { wordFindings } from "./word-findings.ts";

/**
 * What keeps Falco from starting, and values that do nothing, in the order in which Falco comes upon them.
 * Source: facts, validation-behaviour.md, section "Fatal conditions".
 */
export function* startFindings(root: YamlMap, context: ConfigContext): Steps<readonly ConfigFinding[]> {
  const plugins = yield* pluginFindings(root, context);
  return [
    ...shapeFindings(root, context),
    ...wordFindings(root, context),
    ...engineFindings(root, context),
    ...outputFindings(root, context),
    ...dropFindings(root, context),
    ...metricsFindings(root, context),
    ...entryFindings(root, context),
    ...plugins,
  ];
}
