import { expect, test } from "vitest";
import { problemsOf } from "../../server/src/checks/run.ts";
import { snapshotOf } from "../unbreakable/snapshot-of.ts";

function suggested(loaded: string): readonly string[] {
  const text = `plugins:\n- name: source_a\n  library_path: a.so\n- name: source_b\n  library_path: b.so\nload_plugins: [${loaded}]\n`;
  const { snapshot, uri } = snapshotOf("falco.yaml", text);
  return problemsOf(snapshot, uri)
    .filter(({ code }) => code === "undefined-plugin")
    .flatMap(({ fixes }) => fixes.map(({ title }) => title));
}

test("a plugin that is loaded already is not suggested, since Falco loads none twice", () => {
  expect(suggested("source_a, source_x")).toEqual(["Replace with `source_b`"]);
  expect(suggested("source_a, source_b, source_x")).toEqual([]);
});
