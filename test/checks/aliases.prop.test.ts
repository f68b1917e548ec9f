import fc from "fast-check";
import { expect, test } from "vitest";
import type { Problem } from "../../server/src/checks/check.ts";
import { problemsOf } from "../../server/src/checks/run.ts";
import { readDocument } from "../../server/src/hosts/document.ts";
import { createWorkspace } from "../../server/src/model/workspace/workspace.ts";
import { DEFAULT_SETTINGS } from "../../server/src/model/workspace/settings.ts";
import { readYaml } from "../../server/src/syntax/yaml.ts";
import type { YamlNode } from "../../server/src/syntax/yaml-node.ts";
import { applyEdits, contains, overlaps, type Span } from "../../server/src/text/span.ts";
import { samples } from "../samples.ts";

/** Most of them with mistakes that have fixes. */
const CONDITIONS = [
  "evt.type=execve and evt.dir=< and proc.name=a",
  "evt.type=execve and proc.nam=x",
  "evt.type=open proc.name=a",
  "evt.type=open and proc.name=a",
  "evt.type=open and proc.name in (a b)",
];
const STYLES: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => `'${text}'`,
  (text) => `"${text}"`,
  (text) => `"${text.replace("=", "\\x3d")}"`,
  (text) => `>\n    ${text.replace(" and ", " and\n    ")}`,
  (text) => `|-\n    ${text.replace(" and ", "\n    and ")}`,
  (text) => text.replace(" and ", " and\n    "),
];
const condition = fc
  .tuple(fc.constantFrom(...CONDITIONS), fc.constantFrom(...STYLES))
  .map(([text, style]) => style(text));
const later = fc.record({
  condition: fc.oneof(
    condition,
    condition.map((text) => `&c ${text}`),
    fc.constant("*c"),
  ),
  output: fc.constantFrom("*o", "&o other text", "a text"),
  more: fc.constantFrom("", "  tags: *t\n", "  <<: *m\n", "  exceptions: *e\n"),
});
const FIRST_MORE =
  "  tags: &t [one, two]\n  exceptions: &e\n    - name: known\n      fields: proc.nam\n      values: [x]\n";
const texts = fc
  .tuple(condition, fc.array(later, { minLength: 1, maxLength: 4 }))
  .map(([first, rest]) =>
    [{ condition: `&c ${first}`, output: "&o some text", more: FIRST_MORE }, ...rest]
      .map(
        (one, at) =>
          `- ${at === 0 ? "&m " : ""}\n  rule: R${at}\n  desc: text\n  condition: ${one.condition}\n  output: ${one.output}\n  priority: INFO\n${one.more}`,
      )
      .join(""),
  );
const files = fc.oneof(
  texts,
  texts.map((text) => `customRules:\n  a.yaml: |\n${text.replace(/^(?=.)/gm, "    ")}`),
);

test("what is found in an aliased value is placed at the alias, and no fix changes what is not its own", () => {
  fc.assert(
    fc.property(files, (text) => {
      for (const problem of problemsIn(text)) {
        for (const token of aliasesIn(text))
          if (overlaps(token, problem.span)) expect(shown(text, problem.span)).toBe(shown(text, token));
        if (/field|connective|comma|unexpected/.test(problem.code))
          expect(
            ownersOf(text).some((owner) => contains(owner, problem.span)),
            `${problem.code} at ${shown(text, problem.span)} in\n${text}`,
          ).toBe(true);
        for (const { edits } of problem.fixes) {
          for (const { start, end } of edits) {
            const owner = ownersOf(text).find((one) => contains(one, { start, end }));
            expect(
              owner && contains(owner, problem.span),
              `${problem.code} edits ${start}-${end} in\n${text}`,
            ).toBe(true);
          }
          const after = applyEdits(
            text,
            edits.map(({ start, end, newText }) => ({ span: { start, end }, newText })),
          );
          expect(aliasesIn(after).map((one) => shown(after, one))).toEqual(
            aliasesIn(text).map((one) => shown(text, one)),
          );
        }
      }
    }),
    { numRuns: samples(60) },
  );
});

function problemsIn(text: string): readonly Problem[] {
  const document = readDocument(
    "file:///falco_rules.yaml",
    text.startsWith("customRules") ? "values.yaml" : "falco_rules.yaml",
    text,
  );
  const snapshot = createWorkspace().snapshot(new Map([[document.uri, document]]), DEFAULT_SETTINGS);
  return problemsOf(snapshot, document.uri);
}

/** Where `*name` is as a value or a key. */
function aliasesIn(text: string): readonly Span[] {
  return [...text.matchAll(/(?<=: )\*[a-z]\b/g)].map(({ index, 0: { length } }) => ({
    start: index,
    end: index + length,
  }));
}

/** Entries of conditions and exceptions, from key to value. */
function ownersOf(text: string): readonly Span[] {
  const found: Span[] = [];
  const base = text.startsWith("customRules") ? text.indexOf("- ") : 0;
  const own = text.slice(base - (base > 0 ? 4 : 0));
  const visit = (node: YamlNode | undefined): void => {
    if (!node || node.alias !== undefined) return;
    if (node.kind === "seq") node.items.forEach(visit);
    if (node.kind !== "map") return;
    for (const { key, value, span } of node.entries) {
      if (key.text === "condition" || key.text === "exceptions") found.push(span);
      else visit(value);
    }
  };
  const shift = text.length - own.length;
  for (const { root } of readYaml(own).documents) visit(root);
  return found.map(({ start, end }) => ({ start: start + shift, end: end + shift }));
}

function shown(text: string, { start, end }: Span): string {
  return text.slice(start, end);
}
