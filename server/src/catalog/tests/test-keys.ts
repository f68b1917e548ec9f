import schema from "../../../../schemas/falco-test.schema.json" with { type: "json" };

/** What has keys in a test file. */
export type TestKeyOwner = "file" | "base" | "test" | "expectation";

const { test, expectation } = schema.definitions;
const ofExpectation = expectation.anyOf.find((one) => one.properties)?.properties ?? {};
const { event, alert, raw } = test.properties;

const KEYS: Readonly<Record<TestKeyOwner, ReadonlyMap<string, { readonly description: string }>>> = {
  file: new Map(Object.entries(schema.properties)),
  base: new Map(Object.entries({ event, alert, raw })),
  test: new Map(Object.entries(test.properties)),
  expectation: new Map(Object.entries(ofExpectation)),
};

/** The keys that something in a test file may have, in reading order. */
export function testKeys(owner: TestKeyOwner): readonly string[] {
  return [...KEYS[owner].keys()];
}

/** What a key of a test file means, in Markdown; undefined for an unknown key. */
export function testKeyDescription(owner: TestKeyOwner, name: string): string | undefined {
  return KEYS[owner].get(name)?.description;
}
