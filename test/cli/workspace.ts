import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { vi } from "vitest";

/** A folder of its own with these files. */
export function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(path.join(tmpdir(), "falco-lint-"));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  return folder;
}

/** Runs a command of falco-lint; returns what it printed and its exit code. */
export async function run(
  command: () => Promise<number>,
): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  const printed = { stdout: "", stderr: "" };
  const spies = (["stdout", "stderr"] as const).map((stream) =>
    vi.spyOn(process[stream], "write").mockImplementation((chunk, encoding, done) => {
      printed[stream] += String(chunk);
      const callback = typeof encoding === "function" ? encoding : done;
      callback?.();
      return true;
    }),
  );
  try {
    const code = await command();
    return { code, out: printed.stdout, err: printed.stderr };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}
