#!/usr/bin/env node
import { cacheFolder } from "../../cache/cache-folder.ts";
import { keepCompiled } from "../../cache/keep-compiled.ts";

/** The language server as other editors start it. */
keepCompiled(cacheFolder());
await import("../node.ts");
