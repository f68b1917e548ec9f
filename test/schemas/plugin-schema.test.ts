import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { readPluginFile } from "../../server/src/model/plugins/read-plugin-file.ts";
import { readYaml } from "../../server/src/syntax/yaml.ts";

const schema = readFileSync(new URL("../../schemas/falco-plugin.schema.json", import.meta.url), "utf8");
const validate = new Ajv({ strict: false }).compile(JSON.parse(schema) as object);

/** The schema and the reader accept and reject the same. */
test.each([
  ["name: a", true],
  ["name: a\nversion: 0.1.0\ndescription: d\nsource: s\nextract_sources: [s]\nasync_events: [e]", true],
  ["name: a\nfields: [{name: a.b, type: ipaddr, list: true, description: d}]", true],
  ["name: a\nfields: [{name: a.b, argument: {required: true, index: true, key: false}}]", true],
  ["name: a\ninit_schema: {type: object}", true],
  ["[]", false],
  ["{}", false],
  ["name: []", false],
  ["name: a\nother: b", false],
  ["name: a\nversion: '1'", false],
  ["name: a\nfields: a", false],
  ["name: a\nfields: [a]", false],
  ["name: a\nfields: [{type: string}]", false],
  ["name: a\nfields: [{name: 1a}]", false],
  ["name: a\nfields: [{name: a.b, type: text}]", false],
  ["name: a\nfields: [{name: a.b, other: 1}]", false],
  ["name: a\nfields: [{name: a.b, argument: {other: true}}]", false],
])("%s is valid: %s", (text, isValid) => {
  expect(validate(parse(text))).toBe(isValid);
  expect(readPluginFile("a.falco-plugin.yaml", text, readYaml(text)).findings.length === 0).toBe(isValid);
});
