import { expect, test } from "vitest";
import { OLDEST_FALCO, RELEASES } from "../../server/src/catalog/releases.ts";
import { versionOf } from "../../server/src/cli/options.ts";

test.each(["9.9.9", "0.1.0"])("the target %s is refused with the known range", (text) => {
  expect(() => versionOf(text)).toThrow(`from ${OLDEST_FALCO} to ${RELEASES.at(-1)?.version}`);
});

test("the first and the last release are targets", () => {
  expect(versionOf(OLDEST_FALCO)).toBe(OLDEST_FALCO);
  expect(versionOf("0.44.1")).toBe("0.44.1");
});
