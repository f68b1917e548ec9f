import { expect, test } from "vitest";
import { problemsOf } from "../../server/src/checks/run.ts";
import { readDocument } from "../../server/src/hosts/document.ts";
import { createWorkspace } from "../../server/src/model/workspace/workspace.ts";
import { DEFAULT_SETTINGS } from "../../server/src/model/workspace/settings.ts";
import { hasShared, ownLines, sharedText } from "./load.ts";

interface OnDefaults {
  readonly file: string;
  readonly successful: boolean;
  readonly errors: readonly { readonly code: string }[];
  readonly warnings: readonly { readonly code: string }[];
}

const VERDICTS = ownLines<OnDefaults>("on-defaults.jsonl");
const MAIN = "file:///etc/falco/falco_rules.yaml";

test("small files on the default rules get Falco's verdict without these at hand", () => {
  expect(differing(() => [])).toEqual([]);
}, 600_000);

test.skipIf(!hasShared)(
  "and with them",
  () => {
    const text = sharedText("corpus/rules/falcosecurity-rules/falco-rules-5.1.0/falco_rules.yaml");
    const main = readDocument(MAIN, "/etc/falco/falco_rules.yaml", text);
    expect(differing(() => [main])).toEqual([]);
  },
  600_000,
);

/** The files of which the verdict, the first error or the warnings are not Falco's. */
function differing(defaults: () => readonly ReturnType<typeof readDocument>[]): readonly string[] {
  const workspace = createWorkspace();
  return VERDICTS.flatMap(({ file, successful, errors, warnings }) => {
    const document = readDocument("file:///w/mine.yaml", "/w/mine.yaml", file);
    const all = [...defaults(), document];
    const snapshot = workspace.snapshot(new Map(all.map((one) => [one.uri, one])), {
      ...DEFAULT_SETTINGS,
      defaultRules: defaults().map(({ uri }) => uri),
    });
    const problems = problemsOf(snapshot, document.uri);
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
