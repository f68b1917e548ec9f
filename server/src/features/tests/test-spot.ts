/** What is at a place of a test file. */
import type { TestKeyOwner } from "../../catalog/tests/test-keys.ts";
import type { Catalog } from "../../catalog/catalog.ts";
import { readEventSource } from "../../evaluate/events/event-source.ts";
import { rulesetOfTest } from "../../evaluate/tests/ruleset-of-test.ts";
import { testsIn } from "../../evaluate/tests/test-documents.ts";
import type { TestFile } from "../../evaluate/tests/test-file.ts";
import type { Document } from "../../hosts/document.ts";
import type { Ruleset, Snapshot } from "../../model/workspace/workspace.ts";
import { nodeAt } from "../../syntax/yaml-node.ts";
import { yamlPathAt } from "../../syntax/yaml-path.ts";
import type { Span } from "../../text/span.ts";
import { configSpotAt, emptyValueAt } from "../locate/config-spot.ts";

export type TestRole =
  | { readonly kind: "key"; readonly owner: TestKeyOwner }
  | { readonly kind: "field" }
  | { readonly kind: "field-value"; readonly field: string }
  | { readonly kind: "rule" }
  | { readonly kind: "priority" | "rule_matching" | "source" | "ruleset" };

export interface TestSpot {
  readonly document: Document;
  readonly file: TestFile;
  /** What may be written here, the likeliest first. */
  readonly roles: readonly TestRole[];
  /** In the document. */
  readonly word: Span;
  readonly text: string;
  /** A colon follows. */
  readonly isKey: boolean;
  /** Keys beside the place. */
  readonly siblings: readonly string[];
  readonly ruleset: Ruleset | undefined;
  readonly catalog: Catalog;
  /** The event source around the place. */
  readonly source: string;
}

type Steps = readonly (string | number)[];

/** The place at an offset; undefined outside of test files, and where anything may be written. */
export function testSpotAt(snapshot: Snapshot, uri: string, offset: number): TestSpot | undefined {
  const document = snapshot.documents.get(uri);
  const file = document && testsIn(document);
  if (!document || !file) return undefined;
  const root = document.regions[0]?.yaml?.documents[0]?.root;
  const found = configSpotAt(root, offset) ?? emptyValueAt(root, document.text, offset);
  const line = yamlPathAt(document.text, offset);
  const byLine = line.canBeKey ? stepsOf(line.keys, line.listAbove) : undefined;
  const steps: Steps = byLine ?? found?.steps.slice(0, found.part === "key" ? -1 : undefined) ?? [];
  const isKeyPlace = byLine !== undefined || found?.part === "key";
  const roles = isKeyPlace ? keyRoles(steps) : valueRoles(steps);
  const isScalar = found?.part === "value" && roles.some(({ kind }) => kind === "rule");
  const word = found && (byLine === undefined || isScalar) ? found.node.span : line.word;
  const ruleset = rulesetOfTest(file, document.path, snapshot).ruleset;
  const catalog = ruleset?.catalog ?? snapshot.catalog;
  const around = nodeAt(root, byLine ? steps : (found?.steps.slice(0, -1) ?? []));
  return {
    document,
    file,
    roles,
    word,
    text: document.text.slice(word.start, word.end),
    isKey: byLine ? line.isKey : found?.part === "key" && document.text[word.end] === ":",
    siblings: [
      ...line.siblings,
      ...(around?.kind === "map" ? around.entries.map(({ key }) => key.text) : []),
    ],
    ruleset,
    catalog,
    source: sourceOf(file, steps, catalog),
  };
}

function stepsOf(
  keys: readonly { readonly name: string }[],
  listAbove: readonly boolean[],
): readonly (string | number)[] {
  const steps = keys.flatMap(({ name }, at) => (listAbove[at] ? [0, name] : [name]));
  return listAbove.at(-1) ? [...steps, 0] : steps;
}

const FIELD: TestRole = { kind: "field" };
const RULE: TestRole = { kind: "rule" };
const key = (owner: TestKeyOwner): TestRole => ({ kind: "key", owner });

/** What a key below these steps may be. */
function keyRoles(steps: Steps): readonly TestRole[] {
  const path = pathOf(steps);
  if (path === "") return [key("file")];
  if (path === "tests[]") return [key("test")];
  if (path === "base") return [key("base"), FIELD];
  if (path === "base.event" || path === "tests[].event") return [FIELD];
  if (/^tests\[\]\.(?:fires|does_not_fire)$/.test(path)) return [key("expectation")];
  if (/^tests\[\]\.(?:fires|does_not_fire)\[\]$/.test(path)) return [RULE, key("expectation")];
  return valueRoles(steps);
}

/** What a value at these steps may be. What should be a mapping may be the beginning of its first key. */
function valueRoles(steps: Steps): readonly TestRole[] {
  const path = pathOf(steps);
  if (path === "rule_matching") return [{ kind: "rule_matching" }];
  if (/^(?:priority|tests\[\]\.(?:fires|does_not_fire)(?:\[\])?\.priority)$/.test(path))
    return [{ kind: "priority" }];
  if (path === "source" || path === "tests[].source") return [{ kind: "source" }];
  if (path === "ruleset" || path === "ruleset[]") return [{ kind: "ruleset" }];
  if (/^tests\[\]\.(?:fires|does_not_fire)(?:\[\]|(?:\[\])?\.rule)?$/.test(path)) return [RULE];
  if (path === "base.event" || path === "tests[].event") return [FIELD];
  if (path === "base") return [key("base"), FIELD];
  if (path === "tests[]") return [key("test")];
  const names = steps.filter((step) => typeof step === "string");
  const field = names.at(-1) ?? "";
  const owner = names.slice(0, -1).join(".");
  return owner === "base.event" || owner === "tests.event" || (owner === "base" && field.includes("."))
    ? [{ kind: "field-value", field }]
    : [];
}

function pathOf(steps: Steps): string {
  return steps.map((step, at) => (typeof step === "number" ? "[]" : at === 0 ? step : `.${step}`)).join("");
}

/** What the test says, else the file, else the other fields of the event. */
function sourceOf(file: TestFile, steps: Steps, catalog: Catalog): string {
  const test = steps[0] === "tests" && typeof steps[1] === "number" ? file.tests[steps[1]] : undefined;
  const stated = test?.source ?? file.source;
  return readEventSource(test ? [file.base, test.event] : [file.base], stated, catalog).source;
}
