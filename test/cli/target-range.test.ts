import { expect, test, vi } from "vitest";
import { NEWEST_FALCO, OLDEST_FALCO, RELEASES } from "../../server/src/catalog/releases.ts";
import { versionOf } from "../../server/src/cli/options.ts";

/** A version after the last known one, by so many minor releases and fixes. */
function later(minors: number, fixes: number): string {
  const [major = 0, minor = 0, fix = 0] = (RELEASES.at(-1)?.version ?? "").split(".").map(Number);
  return [major, minor + minors, minors > 0 ? fixes : fix + fixes].join(".");
}

test.each(["9.9.9", "0.1.0", "0.99.0", NEWEST_FALCO.replace(/\d+$/, "99"), "1.99.0", "2.0.0"])(
  "the target %s is rejected with the known range",
  (text) => {
    expect(() => versionOf(text)).toThrow(`from ${OLDEST_FALCO} to ${RELEASES.at(-1)?.version}`);
  },
);

test.each([later(0, 1), later(1, 0), later(2, 3), "1.0.0"])(
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
  expect(versionOf(NEWEST_FALCO)).toBe(NEWEST_FALCO);
});
