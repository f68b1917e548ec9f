import * as fs from "node:fs";
import { chmodSync, linkSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, expect, test } from "vitest";
import { UsageError } from "../../server/src/cli/usage-error.ts";
import { type FileSystem, type NewText, writeFiles } from "../../server/src/cli/write-files.ts";

const NAMES = ["a.yaml", "b.yaml", "c.yaml", "d.yaml", "e.yaml"];
const root = mkdtempSync(path.join(tmpdir(), "falco-write-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const before = (name: string): string => `# ${name}\nold\n`;
const after = (name: string): string => `# ${name}\nnew\n`;
const EDIT = "what somebody typed\n";

function fresh(): { readonly folder: string; readonly files: readonly NewText[] } {
  const folder = mkdtempSync(path.join(root, "case-"));
  for (const name of NAMES) writeFileSync(path.join(folder, name), before(name));
  const files = NAMES.map((name) => ({
    uri: pathToFileURL(path.join(folder, name)).href,
    before: before(name),
    after: after(name),
  }));
  return { folder, files };
}

class Killed extends Error {}

/** The file system, with something done before its nth operation. Once it throws `Killed`, nothing works any longer. */
function faulty(at: number, act: () => void): { readonly system: FileSystem; readonly count: () => number } {
  let count = 0;
  let isDead = false;
  const system = new Proxy(fs, {
    get(target, name) {
      const real = Reflect.get(target, name) as unknown;
      if (typeof real !== "function") return real;
      // Slow, and nothing that could be seen here.
      if (name === "fsyncSync") return () => undefined;
      return (...args: unknown[]): unknown => {
        if (isDead) throw new Killed();
        if (++count === at) {
          try {
            act();
          } catch (error) {
            isDead = error instanceof Killed;
            throw error;
          }
        }
        return Reflect.apply(real, target, args) as unknown;
      };
    },
  });
  return { system, count: () => count };
}

function run(files: readonly NewText[], system: FileSystem): string | undefined {
  try {
    writeFiles(files, system);
    return undefined;
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
}

const OPERATIONS = ((): number => {
  const { files } = fresh();
  const { system, count } = faulty(0, () => undefined);
  writeFiles(files, system);
  return count();
})();

/** What is there afterwards, and whether what was said of it is true. */
function check(folder: string, said: string | undefined, edited?: string): void {
  for (const name of NAMES) {
    const text = readFileSync(path.join(folder, name), "utf8");
    if (name === edited)
      expect(text === EDIT || text === before(name) || text === after(name), text).toBe(true);
    else if (said === undefined) expect(text).toBe(after(name));
    else
      expect(text).toBe(
        said.includes(`${name}.`) && !said.includes("Nothing") && said.includes("have their new text")
          ? text
          : before(name),
      );
  }
}

test("an error of any operation loses no text, and what is said is true", () => {
  expect(OPERATIONS).toBeGreaterThan(50);
  for (let at = 1; at <= OPERATIONS; at++) {
    const { folder, files } = fresh();
    const said = run(
      files,
      faulty(at, () => {
        throw new Error("EIO: i/o error");
      }).system,
    );
    for (const name of NAMES) {
      const text = readFileSync(path.join(folder, name), "utf8");
      const isOld = text === before(name);
      expect(isOld || text === after(name), `${name} after operation ${at}`).toBe(true);
      if (said === undefined) expect(isOld).toBe(false);
      else if (said.includes("No file was written")) expect(isOld, said).toBe(true);
      else if (!isOld) expect(said).toContain(path.join(folder, name));
    }
    const left = readdirSync(folder).filter((name) => !NAMES.includes(name));
    rmSync(folder, { recursive: true });
    // Only where removing is what failed something stays, which the next run removes.
    expect(left.length, `operation ${at}: ${left.join(" ")}`).toBeLessThanOrEqual(1);
  }
});

test("an edit before any operation is kept", () => {
  for (const name of ["a.yaml", "c.yaml", "e.yaml"]) {
    for (let at = 1; at <= OPERATIONS; at++) {
      const { folder, files } = fresh();
      const file = path.join(folder, name);
      const said = run(files, faulty(at, () => writeFileSync(file, EDIT)).system);
      const text = readFileSync(file, "utf8");
      expect(text, `${name} edited before operation ${at}: ${said}`).toBe(EDIT);
      check(folder, said, name);
      rmSync(folder, { recursive: true });
    }
  }
});

test("a kill at any operation leaves whole files, and the next run removes what it left", () => {
  for (let at = 1; at <= OPERATIONS; at++) {
    const { folder, files } = fresh();
    run(
      files,
      faulty(at, () => {
        throw new Killed();
      }).system,
    );
    const again: NewText[] = [];
    for (const [index, name] of NAMES.entries()) {
      const text = readFileSync(path.join(folder, name), "utf8");
      expect([before(name), after(name)]).toContain(text);
      const file = files[index];
      if (file) again.push({ ...file, before: text });
    }
    run(again, faulty(0, () => undefined).system);
    expect(readdirSync(folder).sort()).toEqual(NAMES);
    for (const name of NAMES) expect(readFileSync(path.join(folder, name), "utf8")).toBe(after(name));
    rmSync(folder, { recursive: true });
  }
});

test("files that are read-only, have several names or are none are rejected", () => {
  const refused = (prepare: (folder: string) => void): string | undefined => {
    const { folder, files } = fresh();
    prepare(folder);
    const said = run(files, fs);
    for (const name of NAMES) expect(readFileSync(path.join(folder, name), "utf8")).toBe(before(name));
    return said;
  };
  expect(refused((folder) => chmodSync(path.join(folder, "c.yaml"), 0o444))).toMatch(
    /read-only.*No file was written/,
  );
  expect(refused((folder) => linkSync(path.join(folder, "c.yaml"), path.join(folder, "other")))).toMatch(
    /2 names.*No file was written/,
  );
});
