import path from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { runSystemCalls } from "../../server/src/cli/rulesets/system-calls.ts";
import { folderOf, run } from "./workspace.ts";

const rule = (name: string, condition: string, more = ""): string =>
  `- rule: ${name}\n  desc: d\n  condition: ${condition}\n  output: o\n  priority: INFO\n${more}`;

async function report(text: string, ...args: readonly string[]) {
  const folder = folderOf({ "rules.yaml": text });
  return (await run(() => runSystemCalls([...args, path.join(folder, "rules.yaml")]))).out;
}

test("each call names the rules that ask for it, the costly ones first", async () => {
  const text = [
    rule("exec", "evt.type in (execve, execveat)"),
    rule("reader", "evt.type = read"),
    rule("both", "evt.type in (execve, connect)"),
    rule("off", "evt.type = write", "  enabled: false\n"),
    rule("wrong", "evt.type = open and proc.nmae = a"),
  ].join("");
  const { rulesets } = JSON.parse(
    await report(text.replace(rule("wrong", "evt.type = open and proc.nmae = a"), ""), "--format", "json"),
  );
  const [{ calls, customSet, unrestricted }] = rulesets;
  expect(calls[0]).toEqual({ name: "read", weight: 20, rules: ["reader"] });
  expect(calls.find(({ name }: { name: string }) => name === "execve").rules).toEqual(["exec", "both"]);
  expect(customSet).toEqual(["connect", "execve", "execveat", "read"]);
  expect(unrestricted).toEqual([]);
});

test("the set can be written into falco.yaml, unless a rule asks for everything", async () => {
  const human = await report(rule("exec", "evt.type = execve"));
  expect(parse(human.slice(human.indexOf("base_syscalls:")))).toEqual({
    base_syscalls: { custom_set: ["execve"], repair: true },
  });
  expect(human).toContain("only exec");
  const all = await report(rule("all", "proc.name = a") + rule("exec", "evt.type = execve"));
  expect(all).toContain("Every system call is watched for 1 rule:\n  all\n");
  expect(all).not.toContain("base_syscalls:");
});

test("names under which a call shows up ask for the calls that Falco captures", async () => {
  const { rulesets } = JSON.parse(
    await report(rule("r", "evt.type in (open, openat2, fchown)"), "--format", "json"),
  );
  expect(rulesets[0].customSet).toEqual(["fchown", "open", "openat2"]);
});
