import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import type { Catalog } from "../../server/src/catalog/catalog.ts";
import { createCatalogs } from "../../server/src/catalog/load.ts";

const verdicts = fileURLToPath(new URL("../../../shared/verdicts/", import.meta.url));
const isHere = existsSync(verdicts);
if (!isHere)
  console.log("Falco's verdicts are not here (../shared/verdicts): the catalogue is not compared with them.");

const load = createCatalogs();
const withPlugins = (...names: readonly string[]): Catalog =>
  load({ target: "0.44.1", plugins: names.map((name) => ({ name })) });

describe.skipIf(!isHere)("Falco 0.44.1 and the catalogue", () => {
  test("agree on the fields and event types that a condition may not name", () => {
    const catalog = withPlugins("container", "json", "krsi", "anomalydetection");
    const wrong = new Set<string>();
    for (const { error } of lines<{ error?: string }>("conditions.jsonl")) {
      const field = after(error, "filter_check called with nonexistent field ");
      // A field that exists can still be rejected for its bracketed argument.
      if (field && !field.includes("[") && !isAbsent(catalog, field)) wrong.add(field);
      const parameter = after(error, "unknown event argument ");
      if (parameter && !isUnknownParameter(catalog, parameter)) wrong.add(parameter);
      const event = after(error, "unknown event type ");
      if (event && catalog.events.isEventType(event)) wrong.add(event);
    }
    expect([...wrong]).toEqual([]);
  });

  test("agree on the fields and event types of the rules that load", () => {
    const catalog = withPlugins(
      "container",
      "json",
      "k8saudit",
      "cloudtrail",
      "okta",
      "github",
      "gcpaudit",
      "k8smeta",
      "krsi",
      "anomalydetection",
      "kafka",
      "collector",
      "dummy",
    );
    const wrong = new Set<string>();
    for (const { rules } of lines<{ rules: readonly DescribedRule[] }>("described.jsonl")) {
      for (const { source, conditionFields, outputFields, events } of rules) {
        for (const field of [...(conditionFields ?? []), ...(outputFields ?? [])]) {
          if (catalog.lookupField(field.replace(/\[.*$/, ""), source).kind !== "found") wrong.add(field);
        }
        for (const event of events ?? []) {
          if (!catalog.events.isEventType(event)) wrong.add(event);
        }
      }
    }
    expect([...wrong]).toEqual([]);
  });
});

interface DescribedRule {
  readonly source: string;
  readonly conditionFields?: readonly string[] | null;
  readonly outputFields?: readonly string[] | null;
  readonly events?: readonly string[] | null;
}

function isAbsent(catalog: Catalog, name: string): boolean {
  const lookup = catalog.lookupField(name, "syscall");
  return lookup.kind !== "found" && !(lookup.kind === "bad-suffix" && lookup.known === undefined);
}

function isUnknownParameter(catalog: Catalog, name: string): boolean {
  const lookup = catalog.lookupField(`evt.arg.${name}`, "syscall");
  return lookup.kind === "bad-suffix" && lookup.known === undefined;
}

function after(text: string | undefined, start: string): string | undefined {
  return text?.startsWith(start) ? text.slice(start.length) : undefined;
}

function lines<T>(file: string): readonly T[] {
  const text = readFileSync(`${verdicts}${file}`, "utf8");
  return text
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as T);
}
