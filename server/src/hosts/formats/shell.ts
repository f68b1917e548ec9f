import type { Host } from "../host.ts";
import { readingScript, scriptReading } from "./script.ts";

/** Shell scripts, by their name's ending or their first line. */
export const shellHost: Host = {
  id: "shell",
  files: ["*.sh", "*.bash", "*.zsh", "*.ksh", "*.bats"],
  languages: ["shellscript"],
  matches: (path, text) =>
    /\.(?:sh|bash|zsh|ksh|bats)$/.test(path) ||
    (!/\.[A-Za-z]+$/.test(path) && /^#!.*\b(?:ba|da|z|k)?sh\b/.test(text.slice(0, 200))),
  read: (_path, text) => scriptReading(text),
  reading: (_path, text) => readingScript(text),
};
