import { expect, test } from "vitest";
import { nameNodeAt, usedBy, usesOf } from "../../server/src/features/name-hierarchy.ts";
import { layers } from "../../server/src/features/navigation.ts";
import { fixture, nameOf } from "./fixture.ts";

const WORKSPACE = `#- a.yaml
- list: l
  items: [a]
- macro: m
  condition: proc.name in (l) or proc.name in (l, b)
#- b.yaml
- macro: m
  condition: or evt.num = 1
  override:
    condition: append
- rule: r
  desc: d
  condition: m and not $0m
  output: o
  priority: INFO
`;

test("a macro is used by a rule, as often as its condition names it", () => {
  const { snapshot, uri, offset } = fixture(WORKSPACE);
  const node = nameNodeAt(snapshot, uri, offset);
  expect(node).toMatchObject({ kind: "macro", name: "m" });
  if (!node) return;
  expect(nameOf(node.uri)).toBe("a.yaml");
  expect(usesOf(snapshot, node).map((use) => [use.node.kind, use.node.name, use.at.length])).toEqual([
    ["rule", "r", 2],
  ]);
});

test("a macro uses lists, and no value that is not a list", () => {
  const { snapshot, uri, offset } = fixture(WORKSPACE);
  const node = nameNodeAt(snapshot, uri, offset);
  const used = node ? usedBy(snapshot, node) : [];
  expect(used.map((use) => [use.node.kind, use.node.name, use.at.length])).toEqual([["list", "l", 2]]);
});

test("every item that a name is made of is a layer of it, in load order", () => {
  const { snapshot, uri, offset } = fixture(WORKSPACE);
  expect(layers(snapshot, uri, offset).map((place) => [nameOf(place.uri), place.role])).toEqual([
    ["a.yaml", "define"],
    ["b.yaml", "change"],
  ]);
});
