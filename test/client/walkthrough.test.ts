import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const ROOT = path.resolve(import.meta.dirname, "../..");

interface Step {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly media: { readonly markdown: string };
}

const { contributes } = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8")) as {
  readonly contributes: {
    readonly walkthroughs: readonly { readonly id: string; readonly steps: readonly Step[] }[];
    readonly commands: readonly { readonly command: string }[];
  };
};
const steps = contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);

test("descriptions of steps contain links, and no other markup, which the editor would show as it is", () => {
  expect(steps.length).toBeGreaterThan(3);
  const plain = steps.map(
    ({ title, description }) => title + description.replaceAll(/\[[^\]]*\]\([^)]*\)/g, ""),
  );
  expect(plain.filter((text) => /[`*_[\]#]/.test(text))).toEqual([]);
});

test("commands that steps run are the extension's or the editor's", () => {
  const own = new Set(contributes.commands.map(({ command }) => command));
  const run = steps.flatMap(({ description }) =>
    [...description.matchAll(/\(command:([\w.]+)\)/g)].map(([, command = ""]) => command),
  );
  expect(run.length).toBeGreaterThanOrEqual(steps.length);
  expect(run.filter((command) => command.startsWith("falco.") && !own.has(command))).toEqual([]);
});

test.each(steps)("step $id has a picture with a text for those who do not see it", ({ media }) => {
  const text = readFileSync(path.join(ROOT, media.markdown), "utf8");
  const [, alternative = "", picture = ""] = /!\[([^\]]+)\]\(([^)]+)\)/.exec(text) ?? [];
  expect(alternative.length).toBeGreaterThan(20);
  expect(existsSync(path.join(ROOT, path.dirname(media.markdown), picture))).toBe(true);
});
