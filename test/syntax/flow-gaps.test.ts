import { expect, test } from "vitest";
import { readYaml } from "../../server/src/syntax/yaml.ts";

/** The texts of a sequence's items, an empty one for null. */
function items(text: string): readonly string[] | undefined {
  const { documents, problems } = readYaml(text);
  const root = documents[0]?.root;
  if (problems.length > 0 || root?.kind !== "seq") return undefined;
  return root.items.map((item) =>
    item.kind === "scalar"
      ? item.text
      : (items(text.slice(item.span.start, item.span.end))?.join("+") ?? "?"),
  );
}

test.each([
  ["[a,, b]", ["a", "", "b"]],
  ["[, a]", ["", "a"]],
  ["[a,]", ["a"]],
  ["[a, [b,, c]]", ["a", "b++c"]],
  ["[[b,, c], a]", ["b++c", "a"]],
] as const)("an entry that is left out of %s is empty, as for Falco", (text, expected) => {
  expect(items(text)).toEqual(expected);
});
