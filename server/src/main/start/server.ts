import path from "node:path";
import { cacheFolder } from "../../cache/cache-folder.ts";
import { runWithCache } from "./code-cache.ts";

/** What is started as the server: most of the time until its first answer went into compiling the program. */
runWithCache(path.join(__dirname, "server/main.js"), cacheFolder());
