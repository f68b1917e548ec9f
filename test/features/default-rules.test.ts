import { expect, test } from "vitest";
import { complete } from "../../server/src/features/completion/complete.ts";
import { candidateDocumentation } from "../../server/src/features/completion/documentation.ts";
import { effectiveNamed } from "../../server/src/features/effective/effective.ts";
import { hover } from "../../server/src/features/hover/hover.ts";
import { definitions, references, rename } from "../../server/src/features/navigation.ts";
import { rule, snapshotOf } from "../model/ruleset.ts";

const URI = "file:///r/a.yaml";
const OVERRIDE =
  "- rule: Terminal shell in container\n  condition: and not proc.name = mine\n  output: on %proc.pname\n  override:\n    condition: append\n    output: append\n";

/** A snapshot of one file without the default rules, and the offset after the first `word` of it. */
function at(text: string, word: string) {
  return { snapshot: snapshotOf({ "/r/a.yaml": text }), offset: text.indexOf(word) + word.length };
}

test("hover says what is known of a default rule, and never what represents its text", () => {
  const { snapshot, offset } = at(OVERRIDE, "Terminal");
  const markdown = hover(snapshot, URI, offset)?.markdown ?? "";
  expect(markdown).toContain("rule of the default rules 5.1.0 (`falco_rules.yaml`)");
  expect(markdown).toContain("Events: `execve`, `execveat`");
  expect(markdown).toContain("`spawned_process`");
  expect(markdown).toContain("In versions 0.1.0 to 5.1.0");
  expect(markdown).not.toMatch(/evt\.num >=|: known/);
});

test("hover on a default list shows its items", () => {
  const { snapshot, offset } = at(
    rule("r", "evt.type = open and proc.name in (shell_binaries)"),
    "shell_bin",
  );
  expect(hover(snapshot, URI, offset)?.markdown).toContain("`bash`");
});

test("hover on a default macro that is defined anew says what is replaced", () => {
  const { snapshot, offset } = at("- macro: spawned_process\n  condition: evt.type = execve\n", "spawned");
  expect(hover(snapshot, URI, offset)?.markdown).toContain(
    "1. defined in the default rules 5.1.0 (falco_rules.yaml), replaced by a later definition\n2. [",
  );
});

test("the effective rule keeps what people wrote and says where the rest comes from", () => {
  const { snapshot } = at(OVERRIDE, "Terminal");
  const page = effectiveNamed(snapshot, URI, "Terminal shell in container")?.markdown ?? "";
  expect(page).toContain("… from the default rules 5.1.0 (falco_rules.yaml) and not proc.name = mine");
  expect(page).not.toContain("asyncevent");
  expect(page).toContain("… from the default rules 5.1.0 (falco_rules.yaml) on %proc.pname");
  expect(page).toContain("Events: ");
  expect(page).toContain("proc.tty");
  expect(page).not.toMatch(/evt\.num >=|: known/);
});

test("a rule that uses default macros is shown with their names", () => {
  const text = rule("r", "spawned_process and proc.name = a");
  const page = effectiveNamed(at(text, "r").snapshot, URI, "r")?.markdown ?? "";
  expect(page).toContain("spawned_process and proc.name = a");
});

test("names of the default rules are offered for changes, with what they are", () => {
  const { snapshot, offset } = at("- rule: Terminal shell\n  enabled: false\n", "Terminal shell");
  const labels = complete(snapshot, URI, offset).map(({ label }) => label);
  expect(labels).toContain("Terminal shell in container");
  expect(candidateDocumentation(snapshot, URI, "rule", "Terminal shell in container")).toContain(
    "Priority Notice",
  );
});

test("macros of the default rules are offered where others are used already", () => {
  const text = rule("r", "spawned_process and contain");
  const { snapshot, offset } = at(text, "and contain");
  expect(complete(snapshot, URI, offset).map(({ label }) => label)).toEqual(
    expect.arrayContaining(["container", "spawned_process"]),
  );
});

test("a name of the default rules leads to its uses, and keeps its name", () => {
  const { snapshot, offset } = at(rule("r", "spawned_process and proc.name = a"), "spawned_");
  expect(definitions(snapshot, URI, offset)).toEqual([]);
  expect(references(snapshot, URI, offset, true)).toHaveLength(1);
  expect(rename(snapshot, URI, offset, "other")).toMatchObject({
    refusal: expect.stringContaining("the default rules 5.1.0"),
  });
});
