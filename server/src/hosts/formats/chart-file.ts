import { scalarText } from "../../syntax/scalar-text.ts";
import { readYaml } from "../../syntax/yaml.ts";
import { textOf, valueOf, type YamlNode } from "../../syntax/yaml-node.ts";
import { mapSpan } from "../../text/offset-map.ts";
import { chartVersionIn, statedChart } from "../embedding/chart-version.ts";
import type { Host, StatedVersion } from "../host.ts";

/** `Chart.yaml` and `Chart.lock`: the version of Falco's chart, as the chart's own or as a dependency's. */
export const chartFileHost: Host = {
  id: "chart",
  files: ["Chart.yaml", "Chart.yml", "Chart.lock"],
  languages: ["yaml"],
  matches: (path) => /(?:^|\/)Chart\.(?:ya?ml|lock)$/.test(path),
  read(_path, text) {
    const root = readYaml(text).documents[0]?.root;
    const dependencies = valueOf(root, "dependencies");
    const needed = (dependencies?.kind === "seq" ? dependencies.items : []).flatMap((chart) =>
      versionOf(chart, text),
    );
    // A chart called falco may well be somebody's own around Falco's.
    // Falco has come as far as 0.x, and hardly any chart of one's own that has no dependency is called so for another program.
    const isOfRelease =
      dependencies === undefined && /^v?0\.\d+\.\d+$/.test(textOf(root, "appVersion") ?? "");
    const isFalcos = needed.length === 0 && (isOfRelease || /falcosecurity|falco\.org/.test(text));
    const own = isFalcos ? versionOf(root, text).map((stated) => ({ ...stated, copy: true as const })) : [];
    return { regions: [], versions: [...needed, ...own] };
  },
};

/** The keys under which a chart gives values to Falco's chart, on which it depends: its name, or the alias instead. */
export function falcoKeysOf(text: string): readonly string[] {
  const dependencies = valueOf(readYaml(text).documents[0]?.root, "dependencies");
  const charts = dependencies?.kind === "seq" ? dependencies.items : [];
  return charts.flatMap((chart) =>
    textOf(chart, "name") === "falco" ? [textOf(chart, "alias") ?? "falco"] : [],
  );
}

function versionOf(chart: YamlNode | undefined, source: string): StatedVersion[] {
  const version = valueOf(chart, "version");
  if (textOf(chart, "name") !== "falco" || version?.kind !== "scalar") return [];
  const asked = chartVersionIn(version.text);
  return asked ? [statedChart(asked, mapSpan(scalarText(version, source).map, asked))] : [];
}
