import { expect, test } from "vitest";
import type { ConfigRewrite } from "../../../server/src/model/configuration/finding.ts";
import { readYaml } from "../../../server/src/syntax/yaml.ts";
import { applyEdits } from "../../../server/src/text/span.ts";
import { judge } from "./judge.ts";

test("rules_file gets its new name, and nothing else changes", () => {
  expect(migrated("rules_file: # ours\n  - a.yaml # first\n")).toBe(
    "rules_files: # ours\n  - a.yaml # first\n",
  );
});

test("a single rules file becomes a list", () => {
  expect(migrated("rules_file: a.yaml # ours\r\nx: 1\r\n")).toBe(
    "rules_files:\r\n  - a.yaml # ours\r\nx: 1\r\n",
  );
});

test("entries of both lists join under the new name, manually only", () => {
  const text = "rules_files:\n- a.yaml # a\nrules_file:\n  - b.yaml\n";
  expect(migrated(text)).toBe(text);
  expect(migrated(text, true)).toBe("rules_files:\n- a.yaml # a\n- b.yaml\n");
});

test("a setting of all drivers moves into the block of the chosen engine", () => {
  const text =
    "# Size.\nsyscall_buf_size_preset: 6 # more\n\nengine:\n  kind: modern_ebpf\n  modern_ebpf:\n    drop_failed_exit: true # no failures\n\n# End.\n";
  expect(migrated(text)).toBe(
    "# Size.\n\nengine:\n  kind: modern_ebpf\n  modern_ebpf:\n    drop_failed_exit: true # no failures\n    buf_size_preset: 6 # more\n\n# End.\n",
  );
});

test("a block that the engine does not have is made", () => {
  expect(migrated("modern_bpf:\n  cpus_for_each_syscall_buffer: 4\nengine:\n  kind: modern_ebpf\n")).toBe(
    "engine:\n  kind: modern_ebpf\n  modern_ebpf:\n    cpus_for_each_buffer: 4\n",
  );
});

test("without an engine block a person chooses, and what was is offered for each engine", () => {
  const text = "syscall_drop_failed_exit: true\n";
  expect(migrated(text)).toBe(text);
  expect(rewrites(text).map((rewrite) => applyEdits(text, rewrite.edits))).toEqual([
    "engine:\n  kind: modern_ebpf\n  modern_ebpf:\n    drop_failed_exit: true\n",
    "engine:\n  kind: kmod\n  kmod:\n    drop_failed_exit: true\n",
  ]);
});

test("a value that is there already is not moved over", () => {
  expect(
    migrated("syscall_buf_size_preset: 6\nengine:\n  kind: kmod\n  kmod:\n    buf_size_preset: 4\n"),
  ).toBe("engine:\n  kind: kmod\n  kmod:\n    buf_size_preset: 4\n");
});

test("the block of an engine that is not in use goes", () => {
  expect(migrated("engine:\n  kind: kmod\n  ebpf:\n    probe: a\n  gvisor:\n    root: ''\n")).toBe(
    "engine:\n  kind: kmod\n",
  );
});

test("the old probe in use becomes the new one manually only", () => {
  const text = "engine:\n  kind: ebpf\n  ebpf:\n    probe: a\n    buf_size_preset: 5\n";
  expect(migrated(text)).toBe(text);
  expect(migrated(text, true)).toBe("engine:\n  kind: modern_ebpf\n  modern_ebpf:\n    buf_size_preset: 5\n");
});

test("outputs that were on are not taken away in silence", () => {
  const text = "grpc:\n  enabled: true\ngrpc_output:\n  enabled: true\n";
  expect(migrated(text)).toBe(text);
  expect(migrated(text.replaceAll("true", "false"))).toBe("");
});

test("a key that nothing reads gets its right name manually only", () => {
  const text = "rule_files: [a.yaml]\n";
  expect(migrated(text)).toBe(text);
  expect(migrated(text, true)).toBe("rules_files: [a.yaml]\n");
});

test("the last line needs no line end", () => {
  expect(
    migrated("engine:\n  kind: kmod\n  kmod:\n    drop_failed_exit: true\nsyscall_buf_size_preset: 6"),
  ).toBe("engine:\n  kind: kmod\n  kmod:\n    drop_failed_exit: true\n    buf_size_preset: 6\n");
});

function rewrites(text: string): readonly ConfigRewrite[] {
  return judge(text).flatMap((finding) => ("rewrites" in finding ? finding.rewrites : []));
}

/** The first rewrite, again and again, until none is left. Each step must leave a file that can be read. */
function migrated(text: string, byHand = false): string {
  let now = text;
  for (let step = 0; step < 20; step++) {
    const next = rewrites(now).find(({ safe }) => safe || byHand);
    if (!next) return now;
    now = applyEdits(now, next.edits);
    expect(readYaml(now).problems).toEqual([]);
  }
  throw new Error(`No end of rewriting:\n${now}`);
}
