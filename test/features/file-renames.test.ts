import { expect, test } from "vitest";
import { renamedPaths } from "../../server/src/features/file-renames.ts";
import { applyEdits } from "../../server/src/text/span.ts";
import { fixture } from "./fixture.ts";

const RULE = "- macro: m\n  condition: evt.num = 1\n";
const WORKSPACE = `#- falco.yaml
rules_files:
  - /etc/falco/falco_rules.yaml
  - "/etc/falco/local.yaml" # ours
  - /etc/falco/rules.d
#- local.yaml
${RULE}#- falco_rules.yaml
${RULE}`;

function renamed(from: string, to: string): string {
  const { snapshot, text } = fixture(WORKSPACE);
  const edits = renamedPaths(snapshot, [{ from: `file:///work/${from}`, to: `file:///work/${to}` }]);
  return applyEdits(
    text("file:///work/falco.yaml"),
    edits.map(({ start, end, newText }) => ({ span: { start, end }, newText })),
  );
}

test("a file that gets another name has it in the configuration too", () => {
  expect(renamed("local.yaml", "ours.yaml")).toContain('  - "/etc/falco/ours.yaml" # ours\n');
  expect(renamed("falco_rules.yaml", "base.yaml")).toContain("  - /etc/falco/base.yaml\n");
});

test.each([
  ["local.yaml", "elsewhere/local.yaml"],
  ["local.yaml", "my rules.yaml"],
  ["other.yaml", "ours.yaml"],
])("%s to %s changes nothing", (from, to) => {
  const { text } = fixture(WORKSPACE);
  expect(renamed(from, to)).toBe(text("file:///work/falco.yaml"));
});
