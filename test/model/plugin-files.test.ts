import { expect, test } from "vitest";
import { type Document, type DocumentOptions, readDocument } from "../../server/src/hosts/document.ts";
import { problemsOf } from "../../server/src/checks/run.ts";
import { complete } from "../../server/src/features/completion/complete.ts";
import { hover } from "../../server/src/features/hover/hover.ts";
import { describedIn } from "../../server/src/model/workspace/described-plugins.ts";
import { createWorkspace, type Snapshot } from "../../server/src/model/workspace/workspace.ts";
import { DEFAULT_SETTINGS, type Settings } from "../../server/src/model/workspace/settings.ts";

const RULES = `- required_plugin_versions:
    - name: inhouse
      version: 0.1.0
- rule: Level
  desc: d
  condition: inhouse.user = root and inhouse.level > 3 and inhouse.tag[x] exists
  output: user=%inhouse.user
  priority: INFO
  source: inhouse_audit
`;

const CONFIG = `load_plugins: [inhouse]
plugins:
  - name: inhouse
    library_path: libinhouse.so
rules_files: [inhouse_rules.yaml]
`;

const DESCRIPTION = `name: inhouse
version: 0.2.0
source: inhouse_audit
fields:
  - name: inhouse.user
    description: Who did it
  - name: inhouse.level
    type: uint64
  - name: inhouse.tag
    argument: {key: true, required: true}
`;

/** As Falco prints it: its own classes come first. */
const LIST = JSON.stringify(
  {
    fieldclasses: [
      {
        name: "evt",
        event_sources: ["inhouse_audit", "syscall"],
        fields: [{ name: "evt.num", type: "UINT64", desc: "" }],
      },
      {
        name: "inhouse (plugin)",
        event_sources: ["inhouse_audit"],
        fields: [
          { name: "inhouse.user", type: "CHARBUF", desc: "Who did it", tags: [] },
          { name: "inhouse.level", type: "UINT64", desc: "", tags: [] },
          { name: "inhouse.tag", type: "CHARBUF", desc: "", tags: ["ARG_REQUIRED", "ARG_KEY"] },
        ],
      },
    ],
  },
  null,
  2,
);

const INFO = `Name: inhouse
Description: Reads the in-house audit log
Contact: security@example.com
Version: 0.2.0
Capabilities: 
  - Event Sourcing (ID=999, source='inhouse_audit')
  - Field Extraction

Init config schema type: Not available, plugin does not implement the init config schema functionality

`;

function snapshotOf(
  files: Readonly<Record<string, string>>,
  settings: Partial<Settings> = {},
  as: Readonly<Record<string, DocumentOptions["as"]>> = {},
): Snapshot {
  const documents = new Map<string, Document>();
  for (const [path, text] of Object.entries(files)) {
    const uri = `file:///w/${path}`;
    const kind = as[path];
    documents.set(uri, readDocument(uri, `/w/${path}`, text, undefined, kind && { as: kind }));
  }
  return createWorkspace().snapshot(documents, { ...DEFAULT_SETTINGS, ...settings });
}

/** What is found in all files, as file, code and marked text. */
function found(snapshot: Snapshot): readonly string[] {
  return [...snapshot.documents.values()].flatMap(({ uri, path, text }) =>
    problemsOf(snapshot, uri).map(
      ({ code, span }) => `${path.slice(3)} ${code} ${text.slice(span.start, span.end)}`,
    ),
  );
}

test.each([
  ["YAML", "inhouse.falco-plugin.yaml", DESCRIPTION],
  ["a list of Falco's", "inhouse.falco-plugin.json", LIST],
])("a plugin described by %s is checked like any other", (_, file, text) => {
  expect(found(snapshotOf({ "inhouse_rules.yaml": RULES, "falco.yaml": CONFIG, [file]: text }))).toEqual([]);
  const wrong = RULES.replace("inhouse.user =", "inhouse.usr =").replace("level > 3", "level > three");
  expect(found(snapshotOf({ "inhouse_rules.yaml": wrong, [file]: text }))).toEqual([
    "inhouse_rules.yaml unknown-field inhouse.usr",
    "inhouse_rules.yaml number-expected three",
  ]);
  const unkeyed = RULES.replace("inhouse.tag[x]", "inhouse.tag");
  expect(found(snapshotOf({ "inhouse_rules.yaml": unkeyed, [file]: text }))).toEqual([
    "inhouse_rules.yaml missing-field-argument inhouse.tag",
  ]);
});

test("an unknown plugin is reported once, at its name in the configuration", () => {
  expect(found(snapshotOf({ "inhouse_rules.yaml": RULES, "falco.yaml": CONFIG }))).toEqual([
    "falco.yaml unknown-plugin inhouse",
  ]);
});

test("an unknown plugin is reported once, at its name in the rules that nothing else loads", () => {
  expect(found(snapshotOf({ "inhouse_rules.yaml": RULES }))).toEqual([
    "inhouse_rules.yaml unknown-required-plugin inhouse",
  ]);
});

test("the rules beside a configuration that loads an unknown plugin may use its fields", () => {
  const rules = RULES.slice(RULES.indexOf("- rule"));
  const config = CONFIG.replace("inhouse_rules.yaml", "other_rules.yaml");
  expect(found(snapshotOf({ "inhouse_rules.yaml": rules, "falco.yaml": config }))).toEqual([
    "falco.yaml unknown-plugin inhouse",
  ]);
});

test("a plugin that the configuration does not load is still reported, its fields are not", () => {
  const config = "load_plugins: [json]\nplugins: [{name: json, library_path: libjson.so}]\n";
  const files = { "inhouse_rules.yaml": RULES, "falco.yaml": `${config}rules_files: [inhouse_rules.yaml]\n` };
  expect(found(snapshotOf(files)).filter((line) => line.startsWith("inhouse_rules.yaml"))).toEqual([
    "inhouse_rules.yaml required-plugin inhouse",
  ]);
});

test("an unknown plugin does not hide misspelled fields of Falco's own", () => {
  const rules = `${RULES}- rule: Other\n  desc: d\n  condition: proc.nmae = a and evt.type = execve\n  output: o\n  priority: INFO\n`;
  const snapshot = snapshotOf({ "inhouse_rules.yaml": rules });
  expect(found(snapshot)).toContain("inhouse_rules.yaml unknown-field proc.nmae");
});

test("an event type may be one that an unknown plugin adds", () => {
  const rules = `${RULES}- rule: Other\n  desc: d\n  condition: evt.type = inhouse_started\n  output: o\n  priority: INFO\n`;
  expect(found(snapshotOf({ "inhouse_rules.yaml": rules })).join()).not.toContain("unknown-event-type");
  const described = {
    "inhouse_rules.yaml": rules,
    "i.falco-plugin.yaml": `${DESCRIPTION}async_events: []\n`,
  };
  expect(found(snapshotOf(described))).toContain("inhouse_rules.yaml unknown-event-type inhouse_started");
});

test("the name in a configuration is any name: the library says which plugin it is", () => {
  const config = CONFIG.replaceAll("inhouse\n", "audit\n")
    .replace("[inhouse]", "[audit]")
    .replace("libinhouse", "libk8saudit");
  const rules = RULES.replace("name: inhouse", "name: k8saudit").replace(
    /condition:.*/,
    "condition: ka.verb = get",
  );
  const fitting = rules.replace("inhouse_audit", "k8s_audit").replace("%inhouse.user", "%ka.verb");
  expect(found(snapshotOf({ "inhouse_rules.yaml": fitting, "falco.yaml": config }))).toEqual([]);
});

test("what `falco --plugin-info` prints gives name, version and source", () => {
  const document = readDocument("file:///w/i.txt", "/w/i.txt", INFO, undefined, { as: "plugin" });
  expect(describedIn(document)).toMatchObject([
    { name: "inhouse", version: "0.2.0", eventSource: "inhouse_audit", asyncEvents: [] },
  ]);
  const files = { "inhouse_rules.yaml": RULES, "i.falco-plugin.yaml": INFO };
  expect(found(snapshotOf(files))).toEqual(["inhouse_rules.yaml unknown-required-plugin inhouse"]);
  const both = { ...files, "j.falco-plugin.json": LIST };
  expect(found(snapshotOf(both))).toEqual([]);
});

test("a file that the settings name is a description whatever it is called, and its plugin is loaded", () => {
  const snapshot = snapshotOf(
    { "inhouse_rules.yaml": RULES, "docs/inhouse.yaml": DESCRIPTION },
    { plugins: [{ name: "json" }], pluginFiles: ["file:///w/docs/inhouse.yaml"] },
    { "docs/inhouse.yaml": "plugin" },
  );
  expect(found(snapshot)).toEqual([]);
  expect(snapshot.rulesets[0]?.catalog.plugins.map(({ name }) => name)).toEqual(["json", "inhouse"]);
});

test("a required version newer than the described one is reported where it counts", () => {
  const snapshot = snapshotOf(
    { "inhouse_rules.yaml": RULES.replace("0.1.0", "0.3.0"), "i.falco-plugin.yaml": DESCRIPTION },
    { plugins: [{ name: "inhouse" }] },
  );
  expect(found(snapshot)).toEqual(["inhouse_rules.yaml required-plugin 0.3.0"]);
});

test("a described plugin replaces what the catalogue has of it, and keeps the history of its fields", () => {
  const text = "name: okta\nversion: 0.12.0\nfields:\n  - name: okta.app\n  - name: okta.new\n";
  const { catalog } = snapshotOf({ "okta.falco-plugin.yaml": text });
  expect(catalog.fieldFor("okta.new", "okta")?.broughtBy).toBe("okta");
  expect(catalog.fieldFor("okta.app", "okta")?.sincePlugin).toBeDefined();
  expect(catalog.lookupField("okta.evt.type", "okta").kind).toBe("unknown");
});

test("fields of a described plugin are completed and explained", () => {
  const snapshot = snapshotOf({ "inhouse_rules.yaml": RULES, "i.falco-plugin.yaml": DESCRIPTION });
  const at = RULES.indexOf("inhouse.user") + "inhouse.u".length;
  const labels = complete(snapshot, "file:///w/inhouse_rules.yaml", at).map(({ label }) => label);
  expect(labels).toEqual(expect.arrayContaining(["inhouse.user", "inhouse.level", "inhouse.tag"]));
  expect(hover(snapshot, "file:///w/inhouse_rules.yaml", at)?.markdown).toContain("Who did it");
});

test.each([
  ["name: a\nfields:\n  - name: a.b\n    ty$", ["type"]],
  ["name: a\nfields:\n  - name: a.b\n    type: $", ["string", "uint64"]],
  ["name: a\nsou$", ["source"]],
  ["name: a\nfields:\n  - name: a.b\n    argument:\n      ke$", ["key"]],
])("keys and types of a description are completed: %j", (marked, expected) => {
  const text = marked.replace("$", "");
  const snapshot = snapshotOf({ "a.falco-plugin.yaml": text });
  const labels = complete(snapshot, "file:///w/a.falco-plugin.yaml", marked.indexOf("$")).map(
    ({ label }) => label,
  );
  expect(labels).toEqual(expect.arrayContaining(expected));
});

test.each([
  ["- a", "not-a-plugin", "- a"],
  ["fields: []", "missing-key", "fields"],
  ["name: a\nfeilds: []", "unknown-key", "feilds"],
  ["name: a\nversion: one", "wrong-version", "one"],
  ["name: a\nfields: {}", "wrong-shape", "fields"],
  ["name: a\nfields: [{name: a.b}, {name: a.b}]", "repeated-field", "a.b"],
  ["name: a\nfields: [{name: a b}]", "wrong-name", "a b"],
  ["name: a\nfields: [{name: a.b, type: text}]", "wrong-type", "text"],
  ["name: a\nfields: [{name: a.b, list: often}]", "wrong-shape", "list"],
  ['{"fieldnames": ["a.b"]}', "names-only", "["],
  ['{"fieldclasses": [{"name": "evt", "fields": [{"name": "evt.num"}]}]}', "no-plugin", "["],
])("%s: %s", (text, _, marked) => {
  expect(found(snapshotOf({ "a.falco-plugin.yaml": text }))).toEqual([
    `a.falco-plugin.yaml plugin-file ${marked}`,
  ]);
});
