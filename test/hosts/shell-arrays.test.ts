import { expect, test } from "vitest";
import { caseOf } from "../cases/case.ts";

const found = (script: string): readonly string[] =>
  caseOf({ "run.sh": `#!/bin/bash\n${script}\n` }).problems.map(({ code, text }) => `${code} ${text}`);

test.each([
  ['ARGS=(-A -U)\nexec falco "${ARGS[@]}" -c x', ["removed-option -A"]],
  ['declare -a ARGS=(\n  -A # all\n)\nARGS+=(--modern-bpf)\nfalco "${ARGS[@]}"', 2],
  ['CMD=(sudo falco -D x)\n"${CMD[@]}"', ["removed-option -D"]],
  [
    'HELM=(\n --version 9.0.0\n --set driver.kind=ebpf\n)\nhelm upgrade -i falco falcosecurity/falco "${HELM[@]}"',
    ["driver-kind ebpf"],
  ],
  ['HELM=(install x other/chart)\nhelm "${HELM[@]}" --set driver.kind=ebpf', 0],
  // Of other programs, not used, or nothing of an array.
  ['ARGS=(-A)\nfalconer "${ARGS[@]}"', []],
  ["ARGS=(-A)", []],
  ['HELM=(--set driver.kind=ebpf)\nhelm install x other/chart "${HELM[@]}"', []],
  ["(falco -A)", ["removed-option -A"]],
  ["falco() (\n  exec falco -A\n)", ["removed-option -A"]],
])("%s", (script, expected) => {
  if (typeof expected === "number") expect(found(script)).toHaveLength(expected);
  else expect(found(script)).toEqual(expected);
});

test("a fix changes the element of the array", () => {
  const before = caseOf({ "run.sh": '#!/bin/sh\nARGS=(\n  -A\n  -U\n)\nfalco "${ARGS[@]}"\n' });
  expect(before.fixed(before.of("removed-option")[0]).files["run.sh"]).toBe(
    '#!/bin/sh\nARGS=(\n  -o base_syscalls.all=true\n  -U\n)\nfalco "${ARGS[@]}"\n',
  );
});
