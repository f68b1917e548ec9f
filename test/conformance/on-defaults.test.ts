import { expect, test } from "vitest";
import type { Problem } from "../../server/src/checks/check.ts";
import { problemsOf } from "../../server/src/checks/run.ts";
import { readDocument } from "../../server/src/hosts/document.ts";
import { createWorkspace } from "../../server/src/model/workspace/workspace.ts";
import { DEFAULT_SETTINGS } from "../../server/src/model/workspace/settings.ts";
import { once } from "../../server/src/text/kept.ts";
import { CHANGES } from "../model/default-overrides.ts";
import { hasShared, ownLines, sharedText } from "./load.ts";

interface OnDefaults {
  readonly file: string;
  readonly successful: boolean;
  readonly errors: readonly { readonly code: string }[];
  readonly warnings: readonly { readonly code: string }[];
}

const VERDICTS = ownLines<OnDefaults>("on-defaults.jsonl");
const FILES = [...VERDICTS.map(({ file }) => file), ...CHANGES.map(([, text]) => text)];
const MAIN = "file:///etc/falco/falco_rules.yaml";

/** The problems of each file by itself, and of each on the text of the default rules. */
const ALONE = once(() => problemsOn([]));
const ON_TEXT = once(() => {
  const text = sharedText("corpus/rules/falcosecurity-rules/falco-rules-5.1.0/falco_rules.yaml");
  return problemsOn([readDocument(MAIN, "/etc/falco/falco_rules.yaml", text)]);
});

test("small files on the default rules get Falco's verdict without these at hand", () => {
  expect(differing(ALONE())).toEqual([]);
}, 600_000);

test.skipIf(!hasShared)(
  "and with them",
  () => {
    expect(differing(ON_TEXT())).toEqual([]);
  },
  600_000,
);

test.skipIf(!hasShared)(
  "facts and text of the default rules lead to the same errors and warnings at the same places",
  () => {
    const [alone, onText] = [ALONE(), ON_TEXT()].map((all) =>
      all.map((problems) =>
        [...new Set(problems.filter(({ severity }) => severity !== "hint").map(placed))].sort(),
      ),
    );
    const differing = FILES.flatMap((file, at) =>
      String(alone?.[at]) === String(onText?.[at]) ? [] : [[file, alone?.[at], onText?.[at]]],
    );
    expect(differing).toEqual([]);
  },
  600_000,
);

function placed({ severity, code, span }: Problem): string {
  return `${severity} ${code} at ${span.start} to ${span.end}`;
}

function problemsOn(defaults: readonly ReturnType<typeof readDocument>[]): readonly (readonly Problem[])[] {
  const workspace = createWorkspace();
  const settings = { ...DEFAULT_SETTINGS, defaultRules: defaults.map(({ uri }) => uri) };
  return FILES.map((file) => {
    const document = readDocument("file:///w/mine.yaml", "/w/mine.yaml", file);
    const all = [...defaults, document];
    return problemsOf(workspace.snapshot(new Map(all.map((one) => [one.uri, one])), settings), document.uri);
  });
}

/** The files of which the verdict, the first error or the warnings are not Falco's. */
function differing(found: readonly (readonly Problem[])[]): readonly string[] {
  return VERDICTS.flatMap(({ file, successful, errors, warnings }, at) => {
    const problems = found[at] ?? [];
    const refused = problems.filter(({ severity }) => severity === "error");
    const [first] = errors;
    if ((refused.length === 0) !== successful) return [`${file}\n${JSON.stringify(first ?? "accepted")}`];
    if (first && !refused.some(({ falco }) => falco === first.code)) return [`${file}\n${first.code} first`];
    const ours = new Set(problems.map(({ falco }) => falco));
    const theirs = new Set(warnings.map(({ code }) => code));
    const isMissed = ALIKE.some((code) => theirs.has(code) && !ours.has(code));
    // What Falco has rejected it does not look at any further.
    const isAdded = successful && ALIKE.some((code) => ours.has(code) && !theirs.has(code));
    return isMissed || isAdded ? [`${file}\n${[...theirs].join()}`] : [];
  });
}

const ALIKE = ["LOAD_NO_EVTTYPE", "LOAD_DEPRECATED_ITEM"] as const;
