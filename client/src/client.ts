import type { LanguageClientOptions } from "vscode-languageclient";

/**
 * What the client of both hosts is started with. Documents are chosen by language and, where a format has no language
 * of ours, by file. No scheme is named: documents come from disks, from repositories and from editors not yet saved.
 */
export function clientOptions(): LanguageClientOptions {
  const patterns = ["**/*.service", "**/*.service.d/*.conf", "**/{Dockerfile,Containerfile}*", "**/*.{Dockerfile,dockerfile}"];
  return {
    documentSelector: [{ language: "falco-rules" }, { language: "falco-config" }, ...patterns.map((pattern) => ({ pattern }))],
  };
}
