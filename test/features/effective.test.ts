import { expect, test } from "vitest";
import { effectiveAt, effectiveNamed } from "../../server/src/features/effective/effective.ts";
import { hover } from "../../server/src/features/hover/hover.ts";
import { fixture } from "./fixture.ts";

const CONFIG = "#- etc/falco.yaml\nrules_files: [base.yaml, custom.yaml]\n";
const BASE =
  "#- etc/base.yaml\n- macro: spawned_shell\n  condition: evt.type = execve and proc.name = bash\n- rule: Shell ran\n  desc: d\n  condition: spawned_shell\n  output: by %user.name\n  priority: NOTICE\n";
const custom = (key: string): string =>
  `#- etc/custom.yaml\n- rule: ${key}\n  priority: ERROR\n  condition: and user.name = root\n  override:\n    priority: replace\n    condition: append\n`;

function page(text: string): string | undefined {
  const { snapshot, uri, offset } = fixture(text);
  return effectiveAt(snapshot, uri, offset)?.markdown;
}

test("the page on a rule shows what it comes to and what it was put together from, with links", () => {
  const text = page(`${CONFIG}${BASE}${custom("Shell$0 ran")}`);
  expect(text).toMatch(/^# Shell ran\n\nRule: enabled, source syscall, priority Error, tags none\./);
  expect(text).toContain("```text\n((evt.type = execve and proc.name = bash) and user.name = root)\n```");
  expect(text).toContain("- [etc/base.yaml:3-7](file:///work/etc/base.yaml#L3) defined");
  expect(text).toContain(
    "- [etc/custom.yaml:1-6](file:///work/etc/custom.yaml#L1) priority replaced, condition appended to",
  );
  expect(text).toContain(
    "- [etc/custom.yaml:3](file:///work/etc/custom.yaml#L3) `condition: and user.name = root`",
  );
  expect(text).toContain("- Macros: spawned_shell");
});

test("a name at the cursor comes before the item that it is in", () => {
  const at = BASE.replace("condition: spawned_", "condition: spaw$0ned_");
  expect(page(`${CONFIG}${at}`)).toMatch(/^# spawned_shell\n\nMacro\./);
  expect(page(`${CONFIG}${BASE.replace("NOTICE", "NO$0TICE")}`)).toMatch(/^# Shell ran\n/);
});

test("there is no page outside of items", () => {
  expect(page("#- falco.yaml\nrules_fi$0les: [a.yaml]\n")).toBeUndefined();
});

test("a page is found by the name, also from a file that does not load it", () => {
  const { snapshot, uri } = fixture(`#- other/falco_rules.yaml\n- list: l\n  items: [a]\n${CONFIG}${BASE}`);
  expect(effectiveNamed(snapshot, uri, "Shell ran")?.markdown).toContain("# Shell ran");
  expect(effectiveNamed(snapshot, uri, "No such rule")).toBeUndefined();
});

test("backticks in what people wrote stay what they are", () => {
  expect(page("- list: l$0\n  items: ['a```b']\n")).toContain("````text\na```b\n````");
});

function says(text: string): string {
  const { snapshot, uri, offset } = fixture(text);
  return hover(snapshot, uri, offset)?.markdown ?? "";
}

test("hover on a name says which items change it", () => {
  const found = says(`${CONFIG}${BASE.replace("Shell ran", "Shell$0 ran")}${custom("Shell ran")}`);
  expect(found).toContain(
    "1. [etc/base.yaml:3-7](file:///work/etc/base.yaml#L3): defined\n2. [etc/custom.yaml:1-6](file:///work/etc/custom.yaml#L1): priority replaced, condition appended to",
  );
});

test("hover on a name says which definition is thrown away", () => {
  const found = says("- list: l$0\n  items: [a]\n- list: l\n  items: [b]\n");
  expect(found).toContain(
    "1. [work/falco_rules.yaml:1-2](file:///work/falco_rules.yaml#L1): replaced by a later definition\n2. [work/falco_rules.yaml:3-4](file:///work/falco_rules.yaml#L3): defined",
  );
});

test("hover on a name that one item makes says nothing of others", () => {
  expect(says("- list: l$0\n  items: [a]\n")).not.toContain("Falco combines");
});
