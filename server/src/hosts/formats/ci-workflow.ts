import type { Host } from "../host.ts";
import { scriptsReading, shellScript } from "../commands/yaml-scripts.ts";

/** Workflows of GitHub (`run:`) and of GitLab (`script:` and its neighbours). */
export const ciWorkflowHost: Host = {
  id: "ci-workflow",
  files: ["*.yaml", "*.yml"],
  languages: ["yaml"],
  matches: (path) =>
    /(?:^|\/)\.(?:github|gitea|forgejo)\/(?:workflows|actions)\/.*\.ya?ml$/.test(path) ||
    /(?:^|\/)(?:\.gitlab-ci[^/]*|action)\.ya?ml$/.test(path) ||
    /(?:^|\/)\.gitlab\/.*\.ya?ml$/.test(path),
  read: (_path, text) =>
    scriptsReading(text, "github", {
      text: (key) => (/^(?:run|script|before_script|after_script)$/.test(key) ? shellScript : undefined),
    }),
};
