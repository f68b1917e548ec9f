import { rmSync } from "node:fs";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { runCheck } from "../../server/src/cli/check.ts";
import { checkFiles } from "../../server/src/cli/checking/check-files.ts";
import { readFiles } from "../../server/src/cli/files.ts";
import { documentsOf, settingsOf } from "../../server/src/cli/load.ts";
import { AUTO_PLUGINS } from "../../server/src/cli/plugin-files.ts";
import { newRecording, recorded } from "../../server/src/cli/repeat/recording.ts";
import { createWorkspace } from "../../server/src/model/workspace/workspace.ts";
import { folderOf, run } from "./workspace.ts";

const rule = (name: string, condition: string): string =>
  `- rule: ${name}\n  desc: d\n  condition: ${condition}\n  output: o\n  priority: INFO\n`;
const folder = folderOf({
  "rules/a.yaml": rule("A", "evt.type = open and proc.nmae = a"),
  "rules/b.yaml": rule("B", "evt.type = open and evt.dir = <"),
  "rules/c.yaml": rule("C", "evt.type = open and proc.name = a"),
  "rules/d.yaml": rule("D", "not ("),
  "rules/e.txt": "nothing of Falco\n",
  "no-problems.json": '{"version":1,"problems":[]}',
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const rules = path.join(folder, "rules");

test("each file is reported before the next one is looked at", async () => {
  const files = readFiles([rules]);
  const happened: string[] = [];
  class Watched extends Map<string, (typeof files)[number]["document"]> {
    override get(uri: string) {
      const event = `looks at ${path.basename(uri)}`;
      if (isWatching && happened.at(-1) !== event) happened.push(event);
      return super.get(uri);
    }
  }
  let isWatching = false;
  const settings = settingsOf({ plugins: AUTO_PLUGINS } as Parameters<typeof settingsOf>[0], files, []);
  const made = createWorkspace().snapshot(documentsOf(files), settings);
  const snapshot = { ...made, documents: new Watched(made.documents) };
  isWatching = true;
  const reports = await checkFiles(
    snapshot,
    files,
    {},
    { show: () => undefined, end: () => undefined },
    async (file) => {
      await Promise.resolve();
      happened.push(`reports ${path.basename(file.path)}`);
    },
  );
  expect(reports.map((file) => path.basename(file.path))).toEqual(["a.yaml", "b.yaml", "c.yaml", "d.yaml"]);
  expect(happened).toEqual(
    ["a", "b", "c", "d"].flatMap((name) => [`looks at ${name}.yaml`, `reports ${name}.yaml`]),
  );
});

/** A baseline is compared with all that is found, so that nothing is printed before the end. */
const AT_ONCE = ["--baseline", path.join(folder, "no-problems.json")];

test.each(
  [
    [],
    ["--format", "github"],
    ["--quiet"],
    ["--skipped", "--color", "always"],
    ["--max-warnings", "0"],
    ["--fix-dry-run"],
    ["--format", "json"],
  ].map((options) => [options]),
)("%j prints the same text file by file as at once, and caches it as one", async (options) => {
  const recording = newRecording();
  const streamed = await run(() => recorded(recording, () => runCheck([...options, rules])));
  const whole = await run(() => runCheck([...options, ...AT_ONCE, rules]));
  expect(streamed).toEqual(whole);
  expect(streamed.code).toBe(1);
  expect(recording.said[0]).toEqual(["stdout", streamed.out]);
});
