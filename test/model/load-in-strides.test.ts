import { expect, test } from "vitest";
import { problemsOf } from "../../server/src/checks/run.ts";
import { readDocument, readingDocument } from "../../server/src/hosts/document.ts";
import {
  createWorkspace,
  type Snapshot,
  type Workspace,
} from "../../server/src/model/workspace/workspace.ts";
import { DEFAULT_SETTINGS } from "../../server/src/model/workspace/settings.ts";
import { macro, rule } from "./ruleset.ts";

const RULES = Array.from({ length: 700 }, (_, i) =>
  rule(`r${i}`, `shell and evt.type = open and ${i % 70 === 0 ? "proc.nmae" : "proc.pid"} = ${i}`),
);
const LARGE = [
  "- list: shells\n  items: [bash, zsh]\n",
  macro("shell", "proc.name in (shells)"),
  ...RULES,
].join("");

function snapshotIn(workspace: Workspace, text: string): Snapshot {
  const document = readDocument("file:///rules.yaml", "/rules.yaml", text);
  return workspace.snapshot(new Map([[document.uri, document]]), DEFAULT_SETTINGS);
}

function rulesetOf({ rulesets: [only] }: Snapshot) {
  if (!only) throw new Error("no ruleset was made");
  return only;
}

const problemsIn = (snapshot: Snapshot): readonly string[] =>
  problemsOf(snapshot, "file:///rules.yaml").map(({ code, span }) => `${code} ${span.start} ${span.end}`);
const atOnce = (text: string): readonly string[] => problemsIn(snapshotIn(createWorkspace(), text));

test("a large ruleset is loaded in many strides, and a small one in one", () => {
  const strides = (text: string): number =>
    [...rulesetOf(snapshotIn(createWorkspace(), text)).loading()].length;
  expect(strides(LARGE)).toBeGreaterThan(4);
  expect(strides(rule("small", "evt.type = open"))).toBe(0);
});

test("a load in strides finds what one at once finds", () => {
  const snapshot = snapshotIn(createWorkspace(), LARGE);
  for (const _ of rulesetOf(snapshot).loading());
  expect(problemsIn(snapshot)).toEqual(atOnce(LARGE));
  expect(problemsIn(snapshot)).toHaveLength(10);
});

test("who asks while a load goes on shares its work, and gets the same rules", () => {
  const workspace = createWorkspace();
  const ruleset = rulesetOf(snapshotIn(workspace, LARGE));
  const [one, other] = [ruleset.loading(), ruleset.loading()];
  for (let i = 0; i < 2; i++) for (const steps of [one, other]) steps.next();
  const { rules } = ruleset;
  expect([one.next(), other.next()]).toEqual([
    { done: true, value: rules },
    { done: true, value: rules },
  ]);
  const alone = createWorkspace();
  void rulesetOf(snapshotIn(alone, LARGE)).rules;
  expect(workspace.judged).toBe(alone.judged);
});

test("what a load that was given up has checked is not checked again", () => {
  const workspace = createWorkspace();
  void rulesetOf(snapshotIn(workspace, LARGE)).rules;
  const whole = workspace.judged;
  const more = LARGE + rule("one_more", "evt.type = open");
  for (let text = more, i = 0; i < 3; i++, text += "\n# typed") {
    const steps = rulesetOf(snapshotIn(workspace, text)).loading();
    steps.next();
    steps.next();
  }
  const last = snapshotIn(workspace, more);
  expect(problemsIn(last)).toEqual(atOnce(more));
  expect(workspace.judged - whole).toBeLessThan(10);
});

test("a macro that many rules use is loaded again in strides", () => {
  const workspace = createWorkspace();
  void rulesetOf(snapshotIn(workspace, LARGE)).rules;
  const changed = LARGE.replace("in (shells)", "in (shells, fish)");
  const snapshot = snapshotIn(workspace, changed);
  expect([...rulesetOf(snapshot).loading()].length).toBeGreaterThan(4);
  expect(problemsIn(snapshot)).toEqual(atOnce(changed));
});

test("between two yields no more than a few rules are checked", () => {
  const workspace = createWorkspace();
  const most = { made: 0 };
  let before = workspace.judged;
  for (const _ of rulesetOf(snapshotIn(workspace, LARGE)).loading()) {
    most.made = Math.max(most.made, workspace.judged - before);
    before = workspace.judged;
  }
  // A rule takes up to six answers: its text, what it is made of, what is in it, and its events.
  expect(most.made).toBeGreaterThan(0);
  expect(most.made).toBeLessThanOrEqual(6 * 16);
});

test("a long text is read in strides, and a snapshot of it is made in strides, with the same result", () => {
  const steps = readingDocument("file:///rules.yaml", "/rules.yaml", LARGE);
  let count = 0;
  let step = steps.next();
  for (; !step.done; step = steps.next()) count++;
  expect(count).toBeGreaterThanOrEqual(Math.floor(700 / 64));
  const itemsOf = ({ regions }: typeof step.value) => regions.map(({ items }) => items);
  expect(itemsOf(step.value)).toEqual(itemsOf(readDocument("file:///rules.yaml", "/rules.yaml", LARGE)));
  const making = createWorkspace().making(new Map([[step.value.uri, step.value]]), DEFAULT_SETTINGS);
  let made = making.next();
  for (count = 0; !made.done; made = making.next()) count++;
  expect(count).toBeGreaterThan(1);
  expect(problemsIn(made.value)).toEqual(atOnce(LARGE));
});

test("a script of twice as many commands or here-documents is read in twice as many steps", () => {
  const steps = (unit: string, count: number): number =>
    [...readingDocument("file:///a.sh", "/a.sh", unit.repeat(count))].length;
  for (const unit of ["falco -A\n", "cat > a.yaml <<EOF\n- macro: m\n  condition: proc.name=a\nEOF\n"]) {
    const few = steps(unit, 4000);
    expect(few).toBeGreaterThan(30);
    expect(steps(unit, 8000) / few).toBeCloseTo(2, 1);
  }
});
