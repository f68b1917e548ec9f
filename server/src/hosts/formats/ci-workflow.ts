import { valueOf, type YamlNode } from "../../syntax/yaml-node.ts";
import { imageReading } from "../commands/container.ts";
import { joined, NOTHING } from "../embedding/nested.ts";
import type { Host, HostReading } from "../host.ts";
import { scriptsReading, shellScript } from "../commands/yaml-scripts.ts";

/** The image that a job runs in, with the release that it states. */
function jobImage(image: YamlNode | undefined, source: string): HostReading {
  const reference = image?.kind === "map" ? (valueOf(image, "image") ?? valueOf(image, "name")) : image;
  return reference ? imageReading(reference, source, String(reference.span.start)) : NOTHING;
}

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
      map: (job, source) => joined(["image", "container"].map((key) => jobImage(valueOf(job, key), source))),
    }),
};
