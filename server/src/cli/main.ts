#!/usr/bin/env node
import { cacheFolder } from "../cache/cache-folder.ts";
import { keepCompiled } from "../cache/keep-compiled.ts";
import { onFault } from "../text/isolated.ts";
import { main } from "./command-line.ts";
import { complain, reasonOf } from "./output.ts";
import { noteUnrepeatable } from "./repeat/recording.ts";

keepCompiled(cacheFolder());
onFault(({ what, error }) => {
  noteUnrepeatable();
  complain(`Internal error: ${what}: ${reasonOf(error)}.`);
});
/** A reader that wants no more, such as `head`, is not an error: what was found decides. A full disk is one. */
let isCut = false;
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE" || isCut) return;
  isCut = true;
  complain(`Could not write the output: ${error.message}.`);
});
process.stderr.on("error", () => undefined);
const code = await main(process.argv.slice(2));
process.exitCode = isCut ? 2 : code;
