/** Reads `*.falco-test.yaml`: events, and which rules must and must not fire on them. */
import { PRIORITIES } from "../../catalog/language.ts";
import { plainValue } from "../../syntax/plain-value.ts";
import { readYaml } from "../../syntax/yaml.ts";
import { valueOf, type YamlMap, type YamlNode, type YamlReading } from "../../syntax/yaml-node.ts";
import { nearestName } from "../../text/names.ts";
import type { Span } from "../../text/span.ts";
import type { EventValue } from "../values/value.ts";

export interface TestFile {
  /** Rules files in load order, relative to the test file; undefined for what the workspace loads. */
  readonly ruleset: readonly Written[] | undefined;
  readonly source: string | undefined;
  readonly ruleMatching: "first" | "all" | undefined;
  /** The least priority of rules that are loaded, in upper case. */
  readonly priority: string | undefined;
  readonly base: EventSource;
  readonly tests: readonly RuleTest[];
  /** What is wrong with the file's own form. */
  readonly problems: readonly TestFileProblem[];
}

export interface TestFileProblem {
  readonly span: Span;
  readonly message: string;
  /** What was probably meant. */
  readonly near?: string | undefined;
}

export interface Written {
  readonly text: string;
  readonly span: Span;
}

/** An event as a test writes it: fields, and what they are taken from. */
export interface EventSource {
  /** Null takes a field of the base away. */
  readonly fields: ReadonlyMap<string, EventValue | null>;
  readonly fieldSpans: ReadonlyMap<string, Span>;
  /** One of Falco's own alerts. */
  readonly alert?: unknown;
  /** An event as a plugin gets it. */
  readonly raw?: unknown;
}

export interface RuleTest {
  readonly name: string;
  /** Of the name, or of the whole test. */
  readonly span: Span;
  readonly source: string | undefined;
  readonly event: EventSource;
  /** Rules that must fire; an empty list says that none may. Undefined: nothing is said. */
  readonly fires: readonly Expectation[] | undefined;
  readonly doesNotFire: readonly Expectation[];
}

export interface Expectation {
  readonly rule: string;
  readonly span: Span;
  /** In upper case. */
  readonly priority: Written | undefined;
  readonly tags: readonly Written[];
  /** The whole output. */
  readonly output: Written | undefined;
  /** Parts of it. */
  readonly outputContains: readonly Written[];
}

const NOTHING: EventSource = { fields: new Map(), fieldSpans: new Map() };

const FILE_KEYS = ["ruleset", "source", "rule_matching", "priority", "base", "tests"];
const TEST_KEYS = ["name", "source", "event", "alert", "raw", "fires", "does_not_fire"];
const BASE_KEYS = ["event", "alert", "raw"];
const EXPECTATION_KEYS = ["rule", "priority", "tags", "output", "output_contains"];

/** Reads the text of a test file, or its YAML. Never throws; what could be read is there beside the problems. */
export function readTestFile(text: string, yaml: YamlReading = readYaml(text)): TestFile {
  const { documents, problems } = yaml;
  const reader = createReader(problems.map(({ span, message }) => ({ span, message })));
  const root = documents[0]?.root;
  const map = root && reader.map(root, "A test file", FILE_KEYS);
  const tests = map && valueOf(map, "tests");
  if (map && !tests) reader.report(map.span, "`tests` is missing.");
  const ruleset = map && valueOf(map, "ruleset");
  const base = map && valueOf(map, "base");
  return {
    ruleset: ruleset && reader.texts(ruleset, "`ruleset`"),
    source: reader.text(map, "source")?.text,
    ruleMatching: readMatching(reader.text(map, "rule_matching"), reader),
    priority: readPriority(reader.text(map, "priority"), reader)?.text,
    base: base ? readBase(base, reader) : NOTHING,
    tests: tests
      ? reader.items(tests, "`tests`").flatMap((node, index) => readTest(node, index, reader))
      : [],
    problems: reader.problems,
  };
}

function readMatching(written: Written | undefined, reader: Reader): "first" | "all" | undefined {
  if (!written || written.text === "first" || written.text === "all")
    return written?.text as "first" | "all" | undefined;
  reader.report(written.span, "`rule_matching` must be `first` or `all`.");
  return undefined;
}

function readPriority(written: Written | undefined, reader: Reader): Written | undefined {
  if (!written) return undefined;
  const upper = written.text.toUpperCase();
  const found = PRIORITIES.find(({ name, aliases }) => name === upper || aliases?.includes(upper));
  if (found) return { text: found.name, span: written.span };
  const near = nearestName(
    upper,
    PRIORITIES.map(({ name }) => name),
  );
  reader.report(written.span, `Unknown priority \`${written.text}\`.${didYouMean(near)}`, near);
  return undefined;
}

/** The base is fields, or a map with `event`, `alert` or `raw`. */
function readBase(node: YamlNode, reader: Reader): EventSource {
  const isPlain = node.kind === "map" && node.entries.some(({ key }) => key.text.includes("."));
  if (isPlain) return readFields(node, reader);
  const map = reader.map(node, "`base`", BASE_KEYS);
  return map ? readEvent(map, reader) : NOTHING;
}

function readEvent(map: YamlMap, reader: Reader): EventSource {
  const event = valueOf(map, "event");
  const alert = valueOf(map, "alert");
  const raw = valueOf(map, "raw");
  return {
    ...(event ? readFields(event, reader) : NOTHING),
    ...(alert && { alert: plainValue(alert) }),
    ...(raw && { raw: plainValue(raw) }),
  };
}

/** An event's fields from a map; what is not a value of a field is left out. */
export function fieldsOf(node: YamlMap): EventSource {
  return readFields(node, createReader([]));
}

function readFields(node: YamlNode, reader: Reader): EventSource {
  const fields = new Map<string, EventValue | null>();
  const fieldSpans = new Map<string, Span>();
  if (node.kind === "scalar" && node.isNull) return { fields, fieldSpans };
  if (node.kind !== "map") reader.report(node.span, "An event must be a mapping of fields to values.");
  for (const { key, value } of node.kind === "map" ? node.entries : []) {
    const read = fieldValue(value);
    if (read === undefined)
      reader.report(value.span, `The value of \`${key.text}\` must be a scalar or a list of scalars.`);
    else fields.set(key.text, read);
    fieldSpans.set(key.text, key.span);
  }
  return { fields, fieldSpans };
}

function fieldValue(node: YamlNode): EventValue | null | undefined {
  if (node.kind === "scalar") return node.isNull ? null : node.text;
  if (node.kind === "map") return undefined;
  const items = node.items.map((item) => (item.kind === "scalar" ? item.text : undefined));
  return items.every((item) => item !== undefined) ? items : undefined;
}

function readTest(node: YamlNode, index: number, reader: Reader): readonly RuleTest[] {
  const map = reader.map(node, "A test", TEST_KEYS);
  if (!map) return [];
  const name = reader.text(map, "name");
  if (!name) reader.report(firstOf(map), "`name` is missing.");
  const fires = valueOf(map, "fires");
  const silent = valueOf(map, "does_not_fire");
  if (!fires && !silent)
    reader.report(firstOf(map), "The test expects nothing. Add `fires` or `does_not_fire`.");
  return [
    {
      name: name?.text ?? `test ${index + 1}`,
      span: name?.span ?? map.span,
      source: reader.text(map, "source")?.text,
      event: readEvent(map, reader),
      fires: fires && reader.items(fires, "`fires`").flatMap((each) => readExpectation(each, reader)),
      doesNotFire: silent
        ? reader.items(silent, "`does_not_fire`").flatMap((each) => readExpectation(each, reader))
        : [],
    },
  ];
}

function firstOf(map: YamlMap): Span {
  return map.entries[0]?.key.span ?? map.span;
}

function readExpectation(node: YamlNode, reader: Reader): readonly Expectation[] {
  if (node.kind === "scalar" && !node.isNull) {
    return [
      {
        rule: node.text,
        span: node.span,
        priority: undefined,
        tags: [],
        output: undefined,
        outputContains: [],
      },
    ];
  }
  const map = reader.map(node, "An expected rule", EXPECTATION_KEYS);
  const rule = reader.text(map, "rule");
  if (map && !rule) reader.report(firstOf(map), "`rule` is missing.");
  if (!map || !rule) return [];
  const tags = valueOf(map, "tags");
  const parts = valueOf(map, "output_contains");
  return [
    {
      rule: rule.text,
      span: rule.span,
      priority: readPriority(reader.text(map, "priority"), reader),
      tags: tags ? reader.texts(tags, "`tags`") : [],
      output: reader.text(map, "output"),
      outputContains: parts ? reader.texts(parts, "`output_contains`") : [],
    },
  ];
}

interface Reader {
  readonly problems: readonly TestFileProblem[];
  report(span: Span, message: string, near?: string): void;
  /** A map with no other keys than these. */
  map(node: YamlNode, what: string, keys: readonly string[]): YamlMap | undefined;
  /** The items of a list; a single value represents a list of itself. */
  items(node: YamlNode, what: string): readonly YamlNode[];
  texts(node: YamlNode, what: string): readonly Written[];
  text(map: YamlMap | undefined, key: string): Written | undefined;
}

function createReader(problems: TestFileProblem[]): Reader {
  const report: Reader["report"] = (span, message, near) => {
    problems.push({ span, message, ...(near !== undefined && { near }) });
  };
  const items: Reader["items"] = (node, what) => {
    if (node.kind === "seq") return node.items;
    if (node.kind === "scalar") return node.isNull ? [] : [node];
    report(node.span, `${what} must be a list.`);
    return [];
  };
  return {
    problems,
    report,
    items,
    map(node, what, keys) {
      if (node.kind !== "map") {
        report(node.span, `${what} must be a mapping.`);
        return undefined;
      }
      const seen = new Set<string>();
      for (const { key } of node.entries) {
        if (!keys.includes(key.text)) {
          const near = nearestName(key.text, keys);
          report(key.span, `Unknown key \`${key.text}\`.${didYouMean(near)}`, near);
        }
        if (seen.has(key.text)) report(key.span, `\`${key.text}\` is repeated. Remove one.`);
        seen.add(key.text);
      }
      return node;
    },
    texts: (node, what) =>
      items(node, what).flatMap((item) => {
        if (item.kind === "scalar" && !item.isNull) return [{ text: item.text, span: item.span }];
        report(item.span, `${what} must contain strings only.`);
        return [];
      }),
    text(map, key) {
      const value = valueOf(map, key);
      if (!value) return undefined;
      if (value.kind === "scalar" && !value.isNull) return { text: value.text, span: value.span };
      report(value.span, `\`${key}\` must be a string.`);
      return undefined;
    },
  };
}

/** What a message about an unknown name ends with. */
export function didYouMean(near: string | undefined): string {
  return near === undefined ? "" : ` Did you mean \`${near}\`?`;
}
