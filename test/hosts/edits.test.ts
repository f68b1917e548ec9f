import { expect, test } from "vitest";
import { applyEdits } from "../../server/src/text/span.ts";
import { commandLine, FORMATS } from "./formats.ts";

/** The document after the words of `from` have become those of `to`. */
function edited(path: string, text: string, from: string, to: string): string | undefined {
  const { text: line, map } = commandLine(path, text);
  const start = line.indexOf(from);
  const edit = map.edit({ start, end: start + from.length }, to);
  return edit && applyEdits(text, [edit]);
}

test("a list in block style that loses its only item becomes an empty list", () => {
  const values =
    "driver:\n  kind: kmod\nfalco:\n  json_output: true\n  rules_files: []\nextra:\n  args:\n    - -pk\ntty: true\n";
  const { map } = commandLine("values.yaml", values);
  const edit = map.edit({ start: 0, end: 4 }, "");
  expect(edit && applyEdits(values, [edit])).toBe(
    "driver:\n  kind: kmod\nfalco:\n  json_output: true\n  rules_files: []\nextra:\n  args: []\ntty: true\n",
  );
});

test("a removed word takes its line of a continued command along", () => {
  const unit = "[Service]\nExecStart=/usr/bin/falco \\\n  -A \\\n  -U\n";
  expect(edited("falco.service", unit, "\0-A", "")).toBe("[Service]\nExecStart=/usr/bin/falco \\\n  -U\n");
});

test("a removed word leaves a redirection before it alone", () => {
  expect(edited("run.sh", "falco >log -A\n", "\0-A", "")).toBe("falco >log \n");
});

test("a block list gets a new item on a line of its own", () => {
  const compose = "services:\n  falco:\n    command:\n      - falco\n      - -A   # all\n      - -U\n";
  expect(edited("compose.yaml", compose, "-A", "-o\0base_syscalls.all=true")).toBe(
    "services:\n  falco:\n    command:\n      - falco\n      - -o\n      - base_syscalls.all=true   # all\n      - -U\n",
  );
});

test("a word that the shell fills in can be taken out and not written anew", () => {
  expect(edited("run.sh", 'falco -D "$NAME" -S 1\n', "-D\0$NAME", "-o\0x=$NAME")).toBeUndefined();
  expect(edited("run.sh", 'falco -D "$NAME" -S 1\n', "AME", "X")).toBeUndefined();
  expect(edited("run.sh", 'falco -D "$NAME" -S 1\n', "-D\0$NAME\0", "")).toBe("falco -S 1\n");
});

test("text can be put before and after what the shell fills in", () => {
  const { text, map } = commandLine("run.sh", "falco -D $NAME\n");
  const start = text.indexOf("$NAME");
  const edit = map.edit({ start, end: start }, "rules[].disable.rule=*");
  expect(edit && applyEdits("falco -D $NAME\n", [edit])).toBe("falco -D 'rules[].disable.rule=*'$NAME\n");
});

test.each(FORMATS)("a word with a space keeps its quotes in $name", ({ path, write }) => {
  const text = write(["falco", "-o", "a=b c", "-U"]);
  const after = edited(path, text, "b c", "it's d");
  expect(after && commandLine(path, after).text.split("\0").slice(-3)).toEqual(["-o", "a=it's d", "-U"]);
});
