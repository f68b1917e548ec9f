import { expect, test } from "vitest";
import { problemsOf, problemSteps } from "../../server/src/checks/run.ts";
import { snapshotOf } from "../unbreakable/snapshot-of.ts";

test("one file with many commands is checked in steps, between which others have their turn", () => {
  const text = "falco -A\n".repeat(400);
  const { snapshot, uri } = snapshotOf("run.sh", text);
  const steps = problemSteps(snapshot, uri, {});
  let count = 0;
  let step = steps.next();
  while (!step.done) {
    count++;
    step = steps.next();
  }
  expect(count).toBeGreaterThan(10);
  expect(step.value).toHaveLength(400);
  const anew = snapshotOf("run.sh", text);
  const told = (problems: ReturnType<typeof problemsOf>) => problems.map(({ code, span }) => [code, span]);
  expect(told(step.value)).toEqual(told(problemsOf(anew.snapshot, anew.uri)));
});
