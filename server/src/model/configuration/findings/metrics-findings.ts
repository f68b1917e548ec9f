import type { YamlMap } from "../../../syntax/yaml-node.ts";
import type { ConfigContext } from "../context.ts";
import type { ConfigFinding } from "../finding.ts";
import { shows } from "../behaviour.ts";
import { intervalOf, SHORTEST_INTERVAL } from "../interval.ts";
import { entryAt, valueAt } from "../node-path.ts";
import { readBoolean, readText, UNKNOWN } from "../scalar-value.ts";

/** Metrics that are on but cannot work, and a Prometheus endpoint without metrics. */
export function metricsFindings(root: YamlMap, context: ConfigContext): readonly ConfigFinding[] {
  const enabled = entryAt(root, "metrics.enabled");
  const on = readBoolean(enabled?.value, false);
  if (on === UNKNOWN) return [];
  if (!enabled || !on) return prometheusAlone(root, context);
  return [...interval(root, context), ...wayOut(root, enabled.value.span, context)];
}

function interval(root: YamlMap, { target, given }: ConfigContext): readonly ConfigFinding[] {
  const path = "metrics.interval";
  const entry = entryAt(root, path);
  const text = readText(entry?.value, "");
  const place =
    entry && entry.value.span.end > entry.value.span.start
      ? entry.value
      : entryAt(root, "metrics.enabled")?.value;
  if (text === UNKNOWN || !place || !shows(target, "strictMetrics") || (!entry && given?.has(path)))
    return [];
  const time = intervalOf(text);
  const problem = !entry
    ? "missing"
    : /^\s*\d+\s*$/.test(text)
      ? "no-unit"
      : time === undefined
        ? "unreadable"
        : time < SHORTEST_INTERVAL
          ? "too-short"
          : undefined;
  return problem ? [{ code: "metrics-interval", span: place.span, path, falco: "fatal", problem, text }] : [];
}

function wayOut(
  root: YamlMap,
  span: { readonly start: number; readonly end: number },
  { role, given }: ConfigContext,
): readonly ConfigFinding[] {
  const prometheus = readBoolean(valueAt(root, "webserver.prometheus_metrics_enabled"), false);
  const rule = readBoolean(valueAt(root, "metrics.output_rule"), false);
  const file = readText(valueAt(root, "metrics.output_file"), "");
  if (
    prometheus !== false ||
    rule !== false ||
    file !== "" ||
    (!entryAt(root, "metrics.output_rule") && given?.has("metrics.output_rule"))
  )
    return [];
  // The web server may be set up in the main file.
  if (role === "fragment" && !entryAt(root, "webserver")) return [];
  return [{ code: "metrics-without-output", span, path: "metrics.enabled", falco: "fatal" }];
}

function prometheusAlone(root: YamlMap, { role }: ConfigContext): readonly ConfigFinding[] {
  const path = "webserver.prometheus_metrics_enabled";
  const entry = entryAt(root, path);
  if (
    !entry ||
    readBoolean(entry.value, false) !== true ||
    (role === "fragment" && !entryAt(root, "metrics"))
  )
    return [];
  return [{ code: "idle-setting", span: entry.key.span, path, falco: null, problem: "prometheus" }];
}
