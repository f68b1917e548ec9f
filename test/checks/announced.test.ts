import { expect, test } from "vitest";
import { configKey } from "../../server/src/catalog/config-keys.ts";
import { announcementData, fieldData, optionData } from "../../server/src/catalog/data.ts";
import { itemKey } from "../../server/src/catalog/language.ts";
import { announced } from "../../server/src/checks/configuration/keys/announced.ts";
import { problemsOf } from "../../server/src/checks/run.ts";
import { createWorkspace } from "../../server/src/model/workspace/workspace.ts";
import { DEFAULT_SETTINGS } from "../../server/src/model/workspace/settings.ts";
import { documentsOf } from "../migrate/files.ts";

test("each announcement is about something that is there, and says where it is made", () => {
  const isThere = {
    option: (name: string) => optionData.options.some(({ names }) => names[0] === name),
    "config key": configKey,
    "item key": (name: string) => itemKey("rule", name),
    field: (name: string) =>
      name === "container.info" || fieldData.fields.some((field) => field.name === name),
  };
  expect(announcementData.announcements.filter(({ of, name }) => !isThere[of](name))).toEqual([]);
  for (const { source } of announcementData.announcements)
    expect(source).toMatch(/^https:\/\/github\.com\/falcosecurity\/falco\/(?:issues|pull)\/\d+$/);
});

test("where a release is named it is reported, and else that none is", () => {
  expect(announced("config key", "rules_file")).toBe(
    " Its removal is announced for Falco 1.0.0 (falcosecurity/falco#3038).",
  );
  expect(announced("field", "evt.dir")).toBe(
    " Its removal is announced without a date (falcosecurity/falco#3690).",
  );
  expect(announced("field", "proc.name")).toBe("");
});

test.each([
  ["falco.yaml", "rules_file:\n  - a.yaml\n", "falcosecurity/falco#3038"],
  ["run.sh", "#!/bin/sh\nfalco -p %proc.pid\n", "falcosecurity/falco#3482"],
  ["run.sh", "#!/bin/sh\nfalco --list --markdown\n", "falcosecurity/falco#3803"],
  [
    "rules.yaml",
    "- list: l\n  items: [a]\n- list: l\n  append: true\n  items: [b]\n",
    "falcosecurity/falco#3038",
  ],
  [
    "rules.yaml",
    "- rule: r\n  desc: d\n  condition: evt.type = open\n  output: o\n  priority: INFO\n- rule: r\n  enabled: false\n",
    "falcosecurity/falco#3038",
  ],
  [
    "rules.yaml",
    "- rule: r\n  desc: d\n  condition: evt.type = open and evt.dir = <\n  output: o\n  priority: INFO\n",
    "falcosecurity/falco#3690",
  ],
  [
    "rules.yaml",
    "- rule: r\n  desc: d\n  condition: evt.type = open and evt.wait_latency > 1\n  output: o\n  priority: INFO\n",
    "falcosecurity/falco#3744",
  ],
  [
    "rules.yaml",
    "- rule: r\n  desc: d\n  condition: evt.type = open\n  output: a %container.info\n  priority: INFO\n",
    "falcosecurity/falco#3543",
  ],
])("in %s: %j", (path, text, source) => {
  const settings = { ...DEFAULT_SETTINGS, target: "0.44.1" } as const;
  const snapshot = createWorkspace().snapshot(documentsOf({ [path]: text }), settings);
  const messages = problemsOf(snapshot, `file:///${path}`)
    .filter(({ deprecated }) => deprecated)
    .map(({ message }) => message);
  // A removal that has come since is stated by the record itself.
  expect(messages).toEqual([expect.stringMatching(`${source}| and removed in 0`)]);
});

test("what is removed needs no announcement", () => {
  const snapshot = createWorkspace().snapshot(
    documentsOf({ "run.sh": "#!/bin/sh\nfalco -A\n" }),
    DEFAULT_SETTINGS,
  );
  expect(problemsOf(snapshot, "file:///run.sh").map(({ message }) => message)).toEqual([
    expect.not.stringContaining("announced"),
  ]);
});
