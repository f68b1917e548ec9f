import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { TextDocument } from "vscode-languageserver-textdocument";
import { getLanguageService } from "yaml-language-server";
import descriptions from "../../schemas/config-descriptions.json" with { type: "json" };
import { configSchema } from "../../schemas/generate-config-schema.ts";
import keys from "../../schemas/sources/config-keys.json" with { type: "json" };
import { NEWEST_FALCO } from "../../server/src/catalog/releases.ts";
import { configKeysBelow } from "../../server/src/model/configuration/key-info.ts";

const SCHEMAS = path.resolve(import.meta.dirname, "../../schemas");
const SHARED = path.resolve(import.meta.dirname, "../../../shared");
const present = existsSync(path.join(SHARED, "verdicts/configs.jsonl"));
if (!present) console.log("skipped: Falco's verdicts on configurations are not here (../shared)");

/** The release whose verdicts are compared with. */
const VERDICTS_OF = "0.44.1";

const service = languageService();
let documents = 0;

test("a rule in the documented spelling passes", async () => {
  expect(
    await complaints(
      "my_rules.yaml",
      "- rule: a\n  desc: b\n  condition: evt.type = open\n  output: c\n  priority: Warning\n",
    ),
  ).toEqual([]);
});

test("an unknown key of a rule is rejected", async () => {
  expect(await complaints("my_rules.yaml", "- rule: a\n  descr: b\n")).toHaveLength(1);
});

test("a quoted number and a quoted boolean pass, as they do in Falco", async () => {
  expect(await complaints("falco.yaml", 'json_output: "true"\noutput_timeout: "2000"\n')).toEqual([]);
});

test.each([
  "json_output: yes",
  "output_timeout: abc",
  "engine: {kmod: {buf_size_preset: 4}}",
  "grpc: {enabled: false}",
  "stdout_output: {}",
])("%s is rejected, as it is by Falco", async (text) => {
  expect(await complaints("falco.yaml", `${text}\n`)).not.toEqual([]);
});

test.each(["", "engine", "metrics", "http_output", "engine.kmod"])(
  "the same keys are offered below %j",
  async (key) => {
    const indent = "  ".repeat(key === "" ? 0 : key.split(".").length);
    const head =
      key === ""
        ? ""
        : `${key
            .split(".")
            .map((name, depth) => `${"  ".repeat(depth)}${name}:\n`)
            .join("")}`;
    const text = `${head}${indent}`;
    const offered = await labels(text);
    const gone = ["rules_file", "container_engines", "rule_files"];
    expect(offered.filter((name) => !gone.includes(name))).toEqual(
      configKeysBelow(key, NEWEST_FALCO)
        .map(({ name }) => name)
        .filter((name) => !gone.includes(name))
        .sort(),
    );
  },
);

describe.skipIf(!present)("configurations that other people wrote", () => {
  test("are accepted and rejected as by Falco's schema", async () => {
    const wrong: string[] = [];
    for (const line of readFileSync(path.join(SHARED, "verdicts/configs.jsonl"), "utf8")
      .split("\n")
      .filter(Boolean)) {
      const { id, schema, template } = JSON.parse(line) as {
        id: string;
        schema: string | null;
        template?: boolean;
      };
      if (template || schema === null) continue;
      const found = await complaints("verdicts.yaml", readFileSync(path.join(SHARED, "corpus", id), "utf8"));
      if ((found.length === 0) !== (schema === "ok")) wrong.push(`${id}: ${schema} ${found.join(" ")}`);
    }
    expect(wrong).toEqual([]);
  });
});

function languageService() {
  const made = getLanguageService({
    schemaRequestService: async (uri: string) => readFileSync(new URL(uri), "utf8"),
    workspaceContext: { resolveRelativePath: (relative: string) => relative },
  } as never);
  const schema = (name: string, fileMatch: string) => ({
    uri: `file://${path.join(SCHEMAS, name)}`,
    fileMatch: [fileMatch],
    schema: JSON.parse(readFileSync(path.join(SCHEMAS, name), "utf8")),
  });
  made.configure({
    validate: true,
    completion: true,
    schemas: [
      schema("falco.schema.json", "falco.yaml"),
      schema("falco-rules.schema.json", "*_rules.yaml"),
      {
        uri: "file:///verdicts/falco.schema.json",
        fileMatch: ["verdicts.yaml"],
        schema: structuredClone(configSchema(VERDICTS_OF, keys.keys as never, descriptions)),
      },
    ],
  });
  return made;
}

/** The service remembers a document by its address and version, so that each text needs an address of its own. */
function documentOf(name: string, text: string): TextDocument {
  documents += 1;
  return TextDocument.create(`file:///${documents}/${name}`, "yaml", 1, text);
}

async function complaints(name: string, text: string): Promise<readonly string[]> {
  const found = await service.doValidation(documentOf(name, text), false);
  return found.map(({ message }) => message);
}

async function labels(text: string): Promise<readonly string[]> {
  const document = documentOf("falco.yaml", text);
  const { items } = await service.doComplete(document, document.positionAt(text.length), false);
  return items
    .map(({ label }) => label)
    .filter((label) => /^[a-z_0-9]+$/.test(label))
    .sort();
}
