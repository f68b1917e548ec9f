import { expect, test } from "vitest";
import { readCase } from "./case.ts";

const found = readCase("33-append-enabled-fix-makes-it-worse");

test("`append` with `enabled` alone becomes an override", () => {
  const [problem] = found.of("append-without-value");
  expect(problem).toMatchObject({ severity: "error", line: 1 });
  const after = found.fixed(problem);
  expect(after.files["falco_rules.local.yaml"]).toMatch(
    /^- rule: Read sensitive file untrusted\n {2}override:\n {4}enabled: replace\n {2}enabled: false\n/,
  );
  expect(after.problems.filter(({ line }) => line < 5)).toEqual([]);
});

test("no fix is offered that leaves the item broken", () => {
  expect(found.of("ignored-append-key")).toMatchObject([{ severity: "hint", fixes: [] }]);
});

test("a priority alone becomes an override", () => {
  const [problem] = found.of("missing-key");
  expect(problem).toMatchObject({ severity: "error", line: 4 });
  const after = found.fixed(problem);
  expect(after.files["falco_rules.local.yaml"]).toContain(
    "  priority: WARNING\n  override:\n    priority: replace\n",
  );
  expect(after.of("missing-key")).toEqual([]);
});
