import { expect, test } from "vitest";
import { readCase } from "./case.ts";

const MEANT: readonly (readonly [written: string, meant: string | undefined])[] = [
  ["container.tag", "container.image.tag"],
  ["container.env", undefined],
  ["container.image.repo", "container.image.repository"],
  ["proc.command", "proc.cmdline"],
  ["proc.cmd", "proc.cmdline"],
  ["user.username", "user.name"],
  ["fd.remote_ip", "fd.rip"],
  ["k8s.ns", "k8s.ns.name"],
  ["k8s.deployment", "k8s.deployment.name"],
  ["host.name", "evt.hostname"],
  ["evt.args.flags", "evt.arg.flags"],
  ["fd.dest_port", "fd.sport"],
];

test("an invented field leads to the one that is meant", () => {
  const found = readCase("14-field-suggestions");
  expect(found.of("unknown-field").map(({ text, fixes }) => [text, fixes[0]?.edits[0]?.newText])).toEqual(
    MEANT,
  );
});

test("each fix leaves one error less", () => {
  const found = readCase("14-field-suggestions");
  for (const problem of found.of("unknown-field").filter(({ fixes }) => fixes.length > 0))
    expect(found.fixed(problem).of("unknown-field")).toHaveLength(MEANT.length - 1);
});
