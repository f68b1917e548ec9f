import { expect, test, vi } from "vitest";
import { NEWEST_FALCO, OLDEST_FALCO, RELEASES } from "../../server/src/catalog/releases.ts";
import { versionOf } from "../../server/src/cli/options.ts";

test.each(["9.9.9", "0.1.0", "0.99.0", "0.44.99", "1.99.0", "2.0.0"])(
  "the target %s is rejected with the known range",
  (text) => {
    expect(() => versionOf(text)).toThrow(`from ${OLDEST_FALCO} to ${RELEASES.at(-1)?.version}`);
  },
);

test.each(["0.45.1", "0.46.0", "0.47.3", "1.0.0"])(
  "the target %s may come, and one notice says how files are checked",
  (text) => {
    const written: string[] = [];
    const write = vi.spyOn(process.stderr, "write").mockImplementation((line) => {
      written.push(String(line));
      return true;
    });
    expect(versionOf(text)).toBe(text);
    expect(versionOf(text)).toBe(text);
    write.mockRestore();
    expect(written).toEqual([
      `falco-lint: Falco ${text} is newer than ${NEWEST_FALCO}, the newest release known. Files are checked for ${NEWEST_FALCO}, and unknown names are only hints.\n`,
    ]);
  },
);

test("the first and the last release are targets", () => {
  expect(versionOf(OLDEST_FALCO)).toBe(OLDEST_FALCO);
  expect(versionOf("0.44.1")).toBe("0.44.1");
});
