import { ALL_HOSTS } from "./all-hosts.ts";
import { TEMPLATE_FILES } from "./embedding/template.ts";

/** Names of the files that some host reads, each once; `*` represents anything within a name. */
export const FILE_NAMES: readonly string[] = [
  ...new Set([...ALL_HOSTS.flatMap(({ files }) => files), ...TEMPLATE_FILES]),
].sort();

/** VS Code's languages of these files, each once. */
export const LANGUAGES: readonly string[] = [
  ...new Set(ALL_HOSTS.flatMap(({ languages }) => languages)),
].sort();
