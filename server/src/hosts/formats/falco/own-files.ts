/** Files of falco-lint itself. */
import { shiftMap } from "../../../text/offset-map.ts";
import type { Host } from "../../host.ts";

/** Whether a path names a file of tests. */
export function isTestFile(path: string): boolean {
  return /\.falco-test\.ya?ml$/.test(path);
}

/** Tests of rules, which are ours and not Falco's: by name alone, since their keys are those of many files. */
export const testFileHost: Host = {
  id: "tests",
  files: ["*.yaml", "*.yml"],
  languages: ["falco-test"],
  matches: isTestFile,
  read: (_path, text) => ({
    regions: [{ kind: "tests", text, map: shiftMap(0, text.length) }],
    versions: [],
  }),
};

/** What a team decides for falco-lint: by name alone, since the file has keys of Falco's configurations too. */
export const projectFileHost: Host = {
  id: "project",
  files: ["falco-lint.yaml"],
  languages: ["yaml"],
  matches: (path) => /(?:^|\/)falco-lint\.yaml$/.test(path),
  read: (_path, text) => ({
    regions: [{ kind: "project", text, map: shiftMap(0, text.length) }],
    versions: [],
  }),
};
