import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, expect, test } from "vitest";
import { MAX_FILE_BYTES } from "../../server/src/lsp/files.ts";
import { readRegularFile } from "../../server/src/main/read-regular-file.ts";

const root = mkdtempSync(path.join(tmpdir(), "falco-files-"));
afterEach(() => rmSync(root, { recursive: true, force: true }));

test("only regular files within the folders are read", async () => {
  const inside = path.join(root, "workspace");
  const outside = path.join(root, "outside");
  for (const folder of [inside, outside]) mkdirSync(folder, { recursive: true });
  const warned: string[] = [];
  const read = (
    name: string,
    within: readonly string[] | "anywhere" = [inside],
  ): Promise<string | undefined> =>
    readRegularFile(
      path.join(inside, name),
      within === "anywhere" ? undefined : within,
      (said) => void warned.push(said),
    );
  const write = (folder: string, name: string): string => {
    writeFileSync(path.join(folder, name), "text");
    return path.join(folder, name);
  };
  write(inside, "a.yaml");
  write(outside, "secret.yaml");
  symlinkSync(path.join(inside, "a.yaml"), path.join(inside, "link.yaml"));
  symlinkSync(path.join(outside, "secret.yaml"), path.join(inside, "out.yaml"));
  symlinkSync(outside, path.join(inside, "folder"));
  symlinkSync("/dev/zero", path.join(inside, "device.yaml"));
  execFileSync("mkfifo", [path.join(inside, "pipe.yaml")]);
  mkdirSync(path.join(inside, "folder.yaml"));
  truncateSync(write(inside, "large.yaml"), MAX_FILE_BYTES + 1);

  expect(await read("a.yaml")).toBe("text");
  expect(await read("link.yaml")).toBe("text");
  for (const name of [
    "out.yaml",
    "folder/secret.yaml",
    "device.yaml",
    "pipe.yaml",
    "folder.yaml",
    "none.yaml",
  ])
    expect(await read(name), name).toBeUndefined();
  symlinkSync(inside, path.join(root, "linked"));
  expect(await read("a.yaml", [path.join(root, "linked")])).toBe("text");
  expect(await read("a.yaml", [path.join(root, "work")])).toBeUndefined();
  expect(await read("pipe.yaml", "anywhere")).toBeUndefined();
  expect(await read("device.yaml", "anywhere")).toBeUndefined();
  expect(await read("out.yaml", "anywhere")).toBe("text");
  expect(warned).toEqual([]);
  expect(await read("large.yaml")).toBeUndefined();
  expect(warned.length).toBe(1);
  expect(
    await readRegularFile(path.join(inside, "a.yaml"), undefined, (said) => void warned.push(said), 3),
  ).toBe(undefined);
  expect(warned[1]).toContain("a.yaml is larger than");
});
