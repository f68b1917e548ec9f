import { readdirSync, readFileSync } from "node:fs";
import { afterAll, expect, test, vi } from "vitest";
import { fieldData, pluginData } from "../../server/src/catalog/data.ts";
import type { FieldRecord, PluginRecord } from "../../server/src/catalog/records.ts";
import { hasShared } from "./load.ts";

/** The plugin as `falco --list --format json` lists it, with Falco's own fields before it. */
function listOf(plugin: PluginRecord): string {
  const own = fieldData.fields.filter((field) => field.plugin === undefined && !field.hidden);
  const fields = fieldData.fields.filter(
    (field) => field.plugin === plugin.name && !field.hidden && !field.removedInPlugin,
  );
  const sources = plugin.extractSources.includes("*")
    ? ["syscall", ...pluginData.plugins.flatMap(({ eventSource }) => eventSource ?? [])]
    : plugin.extractSources;
  const classOf = (name: string, of: readonly FieldRecord[], eventSources: readonly string[]) => ({
    name,
    event_sources: [...new Set(eventSources)],
    fields: of.map(({ name: field, type, isList, arg }) => ({
      name: field,
      type,
      desc: "",
      tags: [
        ...(isList ? ["IS_LIST"] : []),
        ...(arg ? [arg.mode === "required" ? "ARG_REQUIRED" : "ARG_ALLOWED"] : []),
        ...(arg?.bracket ?? []).map((one) => `ARG_${one.toUpperCase()}`),
      ],
    })),
  });
  return JSON.stringify({
    fieldclasses: [classOf("evt", own, ["syscall"]), classOf(`${plugin.name} (plugin)`, fields, sources)],
  });
}

const ROOT = new URL("../../../shared/corpus/rules/", import.meta.url);

interface Text {
  readonly path: string;
  readonly text: string;
}

const TEXTS: readonly Text[] = hasShared
  ? readdirSync(ROOT, { recursive: true, encoding: "utf8" })
      .filter((path) => /\.ya?ml$/.test(path))
      .sort()
      .map((path) => ({ path, text: readFileSync(new URL(path, ROOT), "utf8") }))
  : [];

/** Most files of one plugin: those of the container plugin are nearly all. */
const MOST = 6;

/** Files that use the plugin's fields, evenly out of all. */
function textsWith(plugin: PluginRecord): readonly Text[] {
  const classes = new Set(
    fieldData.fields.filter((field) => field.plugin === plugin.name).map(({ name }) => name.split(".")[0]),
  );
  const used = new RegExp(`\\b(?:${[...classes].join("|")})\\.[a-z]`);
  const found = TEXTS.filter(({ text }) => classes.size > 0 && used.test(text));
  const step = Math.ceil(found.length / MOST);
  return found.filter((_, at) => at % step === 0);
}

/** What the lists of Falco do not say: since which version of a plugin a field is there, and what replaces it. */
const FROM_HISTORY =
  /^(?:missing-plugin-version|(?:low|high)-plugin-version|deprecated(?:-output)?-field|required-plugin|plugin-too-old)$/;

type Findings = (texts: readonly Text[], description?: string) => Promise<readonly (readonly string[])[]>;

/** Finds with the modules as they are mocked now. */
const findings: Findings = async (texts, description) => {
  vi.resetModules();
  const { readDocument } = await import("../../server/src/hosts/document.ts");
  const { createWorkspace } = await import("../../server/src/model/workspace/workspace.ts");
  const { DEFAULT_SETTINGS } = await import("../../server/src/model/workspace/settings.ts");
  const { problemsOf } = await import("../../server/src/checks/run.ts");
  const workspace = createWorkspace();
  return texts.map(({ text }) => {
    const files = { "rules.yaml": text, ...(description && { "one.falco-plugin.json": description }) };
    const documents = new Map(
      Object.entries(files).map(([path, content]) => {
        const uri = `file:///w/${path}`;
        return [
          uri,
          readDocument(uri, `/w/${path}`, content, undefined, path === "rules.yaml" ? { as: "rules" } : {}),
        ];
      }),
    );
    return problemsOf(workspace.snapshot(documents, DEFAULT_SETTINGS), "file:///w/rules.yaml")
      .filter(({ code }) => !FROM_HISTORY.test(code))
      .map(({ code, severity, span, message }) => `${code} ${severity} ${span.start} ${message}`);
  });
};

const WITH_FIELDS = pluginData.plugins.filter(({ name }) =>
  fieldData.fields.some((field) => field.plugin === name),
);

afterAll(() => {
  vi.doUnmock("../../server/src/catalog/data.ts");
  vi.resetModules();
});

/** Bar: a plugin taken out of the data and described again by a list of Falco's is the same plugin. */
test.runIf(hasShared).each(WITH_FIELDS.map((plugin) => [plugin.name, plugin] as const))(
  "%s described by a list gives the same findings on rules of the corpus",
  async (name, plugin) => {
    const texts = textsWith(plugin);
    const expected = await findings(texts);
    vi.doMock("../../server/src/catalog/data.ts", async (original) => {
      const data = await original<typeof import("../../server/src/catalog/data.ts")>();
      return {
        ...data,
        fieldData: { fields: data.fieldData.fields.filter((field) => field.plugin !== name) },
        pluginData: { plugins: data.pluginData.plugins.filter((one) => one.name !== name) },
      };
    });
    const described = await findings(texts, listOf(plugin));
    vi.doUnmock("../../server/src/catalog/data.ts");
    const differences = texts.flatMap(({ path }, at) => {
      const [one, other] = [expected[at] ?? [], described[at] ?? []];
      return [
        ...one.filter((line) => !other.includes(line)).map((line) => `${path} - ${line}`),
        ...other.filter((line) => !one.includes(line)).map((line) => `${path} + ${line}`),
      ];
    });
    console.log(
      `${name}: ${texts.length} files, ${expected.flat().length} findings, ${differences.length} differences`,
    );
    expect(differences).toEqual([]);
  },
);

/** Public plugins of others, with the fields that their documentation names; all are strings. */
const OTHERS: readonly (readonly [folder: string, name: string, source: string, fields: string])[] = [
  [
    "Issif+docker-plugin",
    "docker",
    "docker",
    "status id from type action scope stack.namespace node.id swarm.task swarm.taskid swarm.taskname swarm.servicename node.statenew node.stateold attributes.container attributes.image attributes.name attributes.type attributes.exitcode attributes.signal",
  ],
  [
    "an1245+falco-plugin-box",
    "box",
    "box",
    "access_token_id eventid eventtype city created_by_name created_by_login created_by_id country countryisocode continent ekm_id ipaddress messagetype servicename serviceid shieldalert size sourceitemtype sourceitemid sourceitemname userid username userlogin timestamp versionid pluginerrormessage",
  ],
  ["alban+falco-plugin-ig", "ig", "ig", "gadget comm"],
  [
    "takaosgb3+falco-plugin-nginx",
    "nginx",
    "nginx",
    "remote_addr method request_uri query_string status path user_agent pattern_id test_id",
  ],
  ["falcosecurity-website/blog/introducing-prempti", "tool", "coding_agent", "name input_command"],
];

test.runIf(hasShared).each(OTHERS)(
  "the rules of %s are clean with %s described",
  async (folder, name, source, fields) => {
    const texts = TEXTS.filter(
      ({ path, text }) => path.startsWith(folder) && text.includes(`source: ${source}`),
    );
    const list = fields.split(" ").map((field) => `{name: ${name}.${field}}`);
    const description = `name: ${name}\nsource: ${source}\nfields: [${list.join(", ")}]\n`;
    const found = (await findings(texts, description)).flat();
    const before = (await findings(texts)).flat();
    const wrong = / (?:error|warning) /;
    console.log(
      `${name}: ${texts.length} files, ${before.filter((line) => wrong.test(line)).length} findings before, ${found.length} after`,
    );
    expect(texts.length).toBeGreaterThan(0);
    expect(found.filter((line) => wrong.test(line))).toEqual([]);
  },
);
