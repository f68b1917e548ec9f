import { expect, test } from "vitest";
import { problemsOf } from "../../server/src/checks/run.ts";
import { fixture } from "../features/fixture.ts";
import { LOOKALIKES } from "./lookalikes.ts";

test.each(LOOKALIKES)("nothing is found in another program's %s: %j", (path, text) => {
  const { snapshot, uri } = fixture(`#- ${path}\n${text}`);
  expect(
    problemsOf(snapshot, uri).map(({ code, span }) => `${code}: ${text.slice(span.start, span.end)}`),
  ).toEqual([]);
});
