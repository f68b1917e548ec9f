import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { complete } from "../../server/src/features/completion/complete.ts";
import { hover } from "../../server/src/features/hover/hover.ts";
import { fixture } from "../features/fixture.ts";

const TEXT = readFileSync(
  new URL("../fixtures/cases/44-editor-names-of-default-rules/falco_rules.local.yaml", import.meta.url),
  "utf8",
);

test("the names of the default rules are offered where one is changed", () => {
  const { snapshot, uri, offset } = fixture(`#- falco_rules.local.yaml\n${TEXT.replace("Term", "Term$0")}`);
  const labels = complete(snapshot, uri, offset).map(({ label }) => label);
  expect(labels).toContain("Terminal shell in container");
  expect(labels).not.toContain("Term");
});

test("a default rule's name is offered where it is written already", () => {
  const { snapshot, uri, offset } = fixture(
    `#- falco_rules.local.yaml\n${TEXT.replace("Term", "Terminal sh$0ell in container")}`,
  );
  expect(complete(snapshot, uri, offset).map(({ label }) => label)).toContain("Terminal shell in container");
});

test("and those of their macros", () => {
  const { snapshot, uri, offset } = fixture(
    `#- falco_rules.local.yaml\n${TEXT.replace("macro: user_known", "macro: user_known$0")}`,
  );
  const labels = complete(snapshot, uri, offset).map(({ label }) => label);
  expect(labels).toContain("user_known_write_below_binary_dir_activities");
  expect(labels).not.toContain("user_known");
});

test("a default rule's name shows its file, priority and source", () => {
  const named = TEXT.replace("Term", "Terminal sh$0ell in container");
  const { snapshot, uri, offset } = fixture(`#- falco_rules.local.yaml\n${named}`);
  const shown = hover(snapshot, uri, offset)?.markdown ?? "";
  expect(shown).toContain("falco_rules.yaml");
  expect(shown.toUpperCase()).toContain("NOTICE");
});
