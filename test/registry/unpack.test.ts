import { gzipSync } from "node:zlib";
import { packTar, type TarEntry } from "modern-tar";
import { expect, test } from "vitest";
import { unpackRules } from "../../server/src/registry/unpack.ts";
import { archiveOf, file } from "./loopback-registry.ts";

const RULES = "- list: l\n  items: [a]\n";

const namesIn = async (entries: readonly TarEntry[]): Promise<readonly string[]> =>
  (await unpackRules(await archiveOf(entries))).map(({ name }) => name);

test("only regular YAML files are unpacked, without their folders", async () => {
  expect(
    await namesIn([
      { header: { name: "rules/", size: 0, type: "directory" } },
      file("./rules/falco_rules.yaml", RULES),
      file("rules/more.yml", RULES),
      file("rules/._falco_rules.yaml", "resource fork"),
      file("README.md", "text"),
      file("run.sh", "text"),
      { header: { name: "link.yaml", size: 0, type: "symlink", linkname: "/etc/passwd" } },
      { header: { name: "hard.yaml", size: 0, type: "link", linkname: "/etc/passwd" } },
      { header: { name: "pipe.yaml", size: 0, type: "fifo" } },
      { header: { name: "device.yaml", size: 0, type: "character-device" } },
    ]),
  ).toEqual(["falco_rules.yaml", "more.yml"]);
});

test.each(["../x.yaml", "/etc/falco/x.yaml", "a/../../x.yaml", "C:\\x.yaml", "a\\..\\x.yaml", "c:x.yaml"])(
  "an archive with the path %s is rejected",
  async (name) => {
    await expect(namesIn([file("falco_rules.yaml", RULES), file(name, RULES)])).rejects.toThrow(
      /contains the unsafe path/,
    );
  },
);

test("a path of an extended header counts", async () => {
  const long: TarEntry = {
    header: { name: "a.yaml", size: RULES.length, type: "file", pax: { path: "../x.yaml" } },
    body: RULES,
  };
  await expect(namesIn([long])).rejects.toThrow(/contains the unsafe path/);
});

test("a file that is there twice is rejected", async () => {
  await expect(namesIn([file("a/x.yaml", RULES), file("b/x.yaml", RULES)])).rejects.toThrow(
    /contains `x.yaml` twice/,
  );
});

test("what unpacks to far more than rules is rejected", async () => {
  const zeros = gzipSync(Buffer.concat([await packTar([file("x.yaml", "")]), Buffer.alloc(60_000_000)]));
  await expect(unpackRules(new Uint8Array(zeros))).rejects.toThrow(/larger than|damaged/);
  const large = await archiveOf([file("x.yaml", "#".repeat(51_000_000))]);
  expect(large.length).toBeLessThan(1_000_000);
  await expect(unpackRules(large)).rejects.toThrow(/larger than 50000000 bytes/);
  await expect(namesIn(Array.from({ length: 1001 }, (_, at) => file(`${at}.txt`, "")))).rejects.toThrow(
    /larger than/,
  );
});

test("what is damaged or another format is rejected", async () => {
  const archive = await archiveOf([file("falco_rules.yaml", RULES.repeat(500))]);
  const damaged = [
    archive.slice(0, archive.length / 2),
    new Uint8Array(gzipSync((await packTar([file("a.yaml", RULES.repeat(500))])).slice(0, 2000))),
    new Uint8Array(gzipSync(RULES.repeat(100))),
    new TextEncoder().encode(RULES),
    new Uint8Array(),
  ];
  for (const one of damaged) await expect(unpackRules(one)).rejects.toThrow(/damaged|does not contain/);
});

test("an archive without rules is rejected", async () => {
  await expect(namesIn([file("README.md", "text")])).rejects.toThrow(/does not contain rules files/);
});

test("unpacking is cancelled", async () => {
  const archive = await archiveOf([file("falco_rules.yaml", RULES)]);
  await expect(unpackRules(archive, AbortSignal.abort(new Error("stop")))).rejects.toThrow("stop");
});
