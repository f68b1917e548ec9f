import { expect, test } from "vitest";
import { migrated } from "./files.ts";

const run = (image: string): string => `docker run --rm ${image} falco -A\n`;

test("an option moves along with the release that runs it", () => {
  expect(migrated({ "run.sh": run("falcosecurity/falco:0.38.0") }, "0.44.1").text("run.sh")).toBe(
    "docker run --rm falcosecurity/falco:0.44.1 falco -o base_syscalls.all=true\n",
  );
});

test("where that stays, it goes to a person", () => {
  const text = run("falcosecurity/falco:0.38.0-debian");
  const migration = migrated({ "run.sh": text }, "0.44.1");
  expect(migration.text("run.sh")).toBe(text);
  expect(migration.needsPerson.map(({ code }) => code).sort()).toEqual(["other-release", "removed-option"]);
});

test("what the release that stays knows is rewritten all the same", () => {
  const text = "docker run --rm falcosecurity/falco:0.38.0-debian falco -T k8s\n";
  expect(migrated({ "run.sh": text }, "0.44.1").text("run.sh")).toContain("rules[].disable.tag=k8s");
});
