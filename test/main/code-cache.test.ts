import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import Module from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { Script } from "node:vm";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { cacheFolder } from "../../server/src/cache/cache-folder.ts";
import { runWithCache } from "../../server/src/main/start/code-cache.ts";

let root = "";
let cache = "";
let program = "";
const ran: unknown[] = [];

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "code-cache-"));
  cache = path.join(root, "cache");
  program = path.join(root, "program.cjs");
  ran.length = 0;
  vi.useFakeTimers();
  vi.stubGlobal("ran", ran);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  rmSync(root, { recursive: true });
});

/** Runs a program that says a word, until its code would be stored. */
function run(word: string): void {
  writeFileSync(program, `ran.push(${JSON.stringify(word)}, require("node:path").basename(__filename));`);
  runWithCache(program, cache);
  vi.runAllTimers();
}

const hasOwnCache = "enableCompileCache" in Module;

test("a program runs as it would without a cache where none can be kept", () => {
  writeFileSync(cache, "a file where the folder should be");
  run("no folder");
  expect(ran).toEqual(["no folder", "program.cjs"]);
});

describe.skipIf(hasOwnCache)("on a Node without a cache of its own", () => {
  test("compiled code is stored once, and the engine takes it", () => {
    run("first");
    const [file = ""] = readdirSync(cache);
    const stored = readFileSync(path.join(cache, file));
    const again = new Script(Module.wrap(readFileSync(program, "utf8")), { cachedData: stored });
    expect(again.cachedDataRejected).toBe(false);
    runWithCache(program, cache);
    vi.runAllTimers();
    expect(readdirSync(cache)).toEqual([file]);
    expect(ran).toEqual(["first", "program.cjs", "first", "program.cjs"]);
  });

  test("another program under the same name is compiled anew, and replaces the old code", () => {
    run("one");
    const before = readdirSync(cache);
    run("other");
    expect(ran).toEqual(["one", "program.cjs", "other", "program.cjs"]);
    expect(readdirSync(cache)).toHaveLength(1);
    expect(readdirSync(cache)).not.toEqual(before);
  });

  test("damaged code is not run", () => {
    // The engine has not seen the second text yet, and finds the stored code of a file of the same length and time.
    for (const [word, stored] of [
      ["whole", undefined],
      ["other", "damaged"],
    ] as const) {
      writeFileSync(program, `ran.push("${word}")`);
      utimesSync(program, 1_000, 1_000);
      if (stored) for (const file of readdirSync(cache)) writeFileSync(path.join(cache, file), stored);
      runWithCache(program, cache);
      vi.runAllTimers();
    }
    expect(ran).toEqual(["whole", "other"]);
    const [file = "", ...others] = readdirSync(cache);
    expect(others).toEqual([]);
    expect(readFileSync(path.join(cache, file), "utf8")).not.toBe("damaged");
  });

  test.skipIf(process.platform === "win32")("a folder that others can write to is left alone", () => {
    mkdirSync(cache);
    chmodSync(cache, 0o777);
    run("shared");
    expect(ran).toEqual(["shared", "program.cjs"]);
    expect(readdirSync(cache)).toEqual([]);
  });
});

test("the cache lies where the variable says, or nowhere if it is empty", () => {
  expect(cacheFolder({ FALCO_LANGUAGE_TOOLS_CACHE: root })).toBe(root);
  expect(cacheFolder({ FALCO_LANGUAGE_TOOLS_CACHE: "" })).toBeUndefined();
  expect(path.basename(path.dirname(cacheFolder({ XDG_CACHE_HOME: "relative" }) ?? ""))).not.toBe("relative");
});
