import { describe, expect, test } from "vitest";
import { rulesVersionOf } from "../../server/src/catalog/default-rules.ts";
import { problemsOf } from "../../server/src/checks/run.ts";
import { hover } from "../../server/src/features/hover/hover.ts";
import { defaultChanges } from "../../server/src/migrate/default-changes.ts";
import { fixture } from "../features/fixture.ts";
import { readDocument } from "../../server/src/hosts/document.ts";
import { DEFAULT_SETTINGS, type Settings } from "../../server/src/model/workspace/settings.ts";
import { createWorkspace } from "../../server/src/model/workspace/workspace.ts";

/** A rule that `falco_rules.yaml` had until 1.0.2, and one that it has since 3.0.0. */
const OLD = "Delete Bash History";
const NEW = "Fileless execution via memfd_create";
const CHANGES = [OLD, NEW]
  .map((name) => `- rule: ${name}\n  enabled: false\n  override: {enabled: replace}\n`)
  .join("");

const VALUES = (install: string): string =>
  `falcoctl:\n  config:\n    artifact:\n      install:\n        ${install}\ncustomRules:\n  mine.yaml: |-\n${CHANGES.replaceAll(/^/gm, "    ")}\n`;
const IMAGE = (tag: string): string => `services:\n  falco:\n    image: falcosecurity/falco:${tag}\n`;
const ARTIFACT = (ref: string): string => `artifact:\n  install:\n    refs:\n      - ${ref}\n`;

const WORKSPACE = createWorkspace();

function snapshotOf(files: Readonly<Record<string, string>>, settings: Settings = DEFAULT_SETTINGS) {
  const documents = Object.entries(files).map(([path, text]) => readDocument(`file://${path}`, path, text));
  return WORKSPACE.snapshot(new Map(documents.map((one) => [one.uri, one])), settings);
}

/** Version of the default rules of the first ruleset, and the rules of `CHANGES` that they do not have. */
function standing(files: Readonly<Record<string, string>>): readonly [string | undefined, ...string[]] {
  const snapshot = snapshotOf(files);
  const [ruleset] = snapshot.rulesets;
  const [uri = ""] = snapshot.documents.keys();
  const missing = problemsOf(snapshot, uri).filter(({ severity }) => severity === "error");
  return [
    ruleset && rulesVersionOf(ruleset.catalog.published),
    ...missing.map(({ message }) => /`(.+?)`/.exec(message)?.[1] ?? ""),
  ];
}

describe("the default rules under a file are", () => {
  test.each<[string, Readonly<Record<string, string>>, string, string]>([
    ["the newest where nothing is said", { "/a.yaml": CHANGES }, "5.1.0", OLD],
    ["those that the image ships", { "/a.yaml": CHANGES, "/compose.yaml": IMAGE("0.35.0") }, "1.0.0", NEW],
    [
      "those that falcoctl is set to",
      { "/a.yaml": CHANGES, "/falcoctl.yaml": ARTIFACT("falco-rules:3") },
      "3.2.0",
      OLD,
    ],
    [
      "the exact ones, also by their address",
      { "/a.yaml": CHANGES, "/falcoctl.yaml": ARTIFACT("ghcr.io/falcosecurity/rules/falco-rules:1.0.1") },
      "1.0.1",
      NEW,
    ],
    [
      "those that a script installs",
      { "/a.yaml": CHANGES, "/Dockerfile": "FROM debian\nRUN falcoctl artifact install falco-rules:1.0\n" },
      "1.0.2",
      NEW,
    ],
    [
      "those of a resource of the operator",
      {
        "/a.yaml": CHANGES,
        "/r.yaml":
          "apiVersion: artifact.falcosecurity.dev/v1alpha1\nkind: Rulesfile\nmetadata: {name: r}\nspec:\n  ociArtifact:\n    image: {repository: falcosecurity/rules/falco-rules, tag: 3.0.1}\n",
      },
      "3.0.1",
      OLD,
    ],
    [
      "those of a ConfigMap with falcoctl's file",
      {
        "/a.yaml": CHANGES,
        "/cm.yaml": `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: falcoctl}\ndata:\n  falcoctl.yaml: |\n${ARTIFACT("falco-rules:1").replaceAll(/^/gm, "    ")}`,
      },
      "1.0.2",
      NEW,
    ],
    ["those of the chart's values", { "/v.yaml": VALUES("refs: [falco-rules:1]") }, "1.0.2", NEW],
    [
      "the newest of the major version that the chart installs",
      {
        "/v.yaml": VALUES("resolveDeps: true"),
        "/Chart.yaml": "name: x\nversion: 1.0.0\ndependencies:\n  - {name: falco, version: 4.0.0}\n",
      },
      "3.2.0",
      OLD,
    ],
    [
      "not those of others",
      { "/a.yaml": CHANGES, "/falcoctl.yaml": ARTIFACT("ghcr.io/acme/falco-rules:1") },
      "5.1.0",
      OLD,
    ],
    [
      "not told by `latest`",
      { "/a.yaml": CHANGES, "/falcoctl.yaml": ARTIFACT("falco-rules:latest") },
      "5.1.0",
      OLD,
    ],
    [
      "not told by two files that disagree",
      {
        "/a.yaml": CHANGES,
        "/x/falcoctl.yaml": ARTIFACT("falco-rules:1"),
        "/y/falcoctl.yaml": ARTIFACT("falco-rules:3"),
      },
      "5.1.0",
      OLD,
    ],
  ])("%s", (_, files, version, missing) => {
    expect(standing(files)).toEqual([version, missing]);
  });
});

test("the hover of an artifact says which version counts", () => {
  const { snapshot, uri, offset } = fixture(
    "#- falcoctl.yaml\nartifact:\n  install:\n    refs: [falco-ru$0les:3]\n",
  );
  expect(hover(snapshot, uri, offset)?.markdown).toContain("**`falco_rules.yaml` 3.2.0**");
});

test("a move compares with the rules that are pinned, and does not keep them", () => {
  const files = { "/a.yaml": CHANGES, "/falcoctl.yaml": ARTIFACT("falco-rules:1") };
  const names = defaultChanges(snapshotOf(files), "0.44.1").map(({ name, what }) => [name, what]);
  expect(names).toEqual([[OLD, "removed"]]);
  const moved = snapshotOf(files, { ...DEFAULT_SETTINGS, target: "0.44.1", moving: true });
  expect(moved.rulesets[0] && rulesVersionOf(moved.rulesets[0].catalog.published)).toBe("5.1.0");
});
