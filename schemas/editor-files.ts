/** What the editor has to know of the hosts before the server runs: file names of the client, activation events of the manifest. */
import { FILE_NAMES, LANGUAGES } from "../server/src/hosts/file-names.ts";

/** Files that start the extension although no file of the languages is open. */
const CONTAINED = [
  "workspaceContains:**/falco.yaml",
  "workspaceContains:**/falco_rules*.{yaml,yml}",
  "workspaceContains:**/*.falco-test.{yaml,yml}",
];

/** Text of `client/src/file-names.ts`. */
export function clientFileNames(): string {
  const names = FILE_NAMES.map((name) => `  ${JSON.stringify(name)},\n`).join("");
  return `/** Names of the files that the server reads, as its hosts declare them. Written by \`npm run generate\`. */
export const FILE_NAMES: readonly string[] = [
${names}];
`;
}

/** The manifest with the activation events that the hosts' languages need. */
export function manifestWithEvents(manifest: string): string {
  const events = [...LANGUAGES.map((language) => `onLanguage:${language}`), ...CONTAINED];
  const lines = events.map((event) => `    ${JSON.stringify(event)}`).join(",\n");
  return manifest.replace(/"activationEvents": \[[^\]]*\]/, `"activationEvents": [\n${lines}\n  ]`);
}
