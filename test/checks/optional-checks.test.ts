import { expect, test } from "vitest";
import { problemsOf } from "../../server/src/checks/run.ts";
import { fixture } from "../features/fixture.ts";

test("a check that is off by itself is on with a severity", () => {
  const { snapshot, uri } = fixture(
    "- macro: m\n  condition: not proc.name = a\n- rule: r\n  desc: d\n  condition: evt.type = open and m\n  output: o\n  priority: INFO\n",
  );
  expect(problemsOf(snapshot, uri)).toEqual([]);
  expect(problemsOf(snapshot, uri, { "negated-absence": "warning" })).toMatchObject([
    { code: "negated-absence", severity: "warning" },
  ]);
  expect(problemsOf(snapshot, uri, { "negated-absence": "off" })).toEqual([]);
});
