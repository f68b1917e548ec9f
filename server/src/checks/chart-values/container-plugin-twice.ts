import type { ContainerPluginTwice } from "../../model/chart-values/finding.ts";
import { defineCheck } from "../check.ts";

/** The container plugin, loaded by the image and by the chart. See container-plugin-twice.md. */
export const containerPluginTwice = defineCheck<ContainerPluginTwice>({
  code: "container-plugin-twice",
  severity: "error",
  falco: "fatal",
  render: ({ edits }) => ({
    message:
      "Without falcoctl the image and the chart both load plugin `container`, and Falco exits. Set `collectors.containerEngine.enabled: false`.",
    fixes:
      edits.length === 0
        ? []
        : [{ title: "Add `collectors.containerEngine.enabled: false`", safety: "unsafe", edits }],
  }),
});
