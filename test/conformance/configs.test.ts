import { toEnd } from "../../server/src/text/to-end.ts";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import type { ConfigFinding } from "../../server/src/model/configuration/finding.ts";
import { judgeConfig } from "../../server/src/model/configuration/findings/judge-config.ts";
import { checkOf } from "../../server/src/checks/registry.ts";
import { verdictOn } from "../../server/src/checks/verdict.ts";
import type { Version } from "../../server/src/catalog/version.ts";
import { readYaml } from "../../server/src/syntax/yaml.ts";

const SHARED = path.resolve(import.meta.dirname, "../../../shared");
const present = existsSync(path.join(SHARED, "verdicts/configs.jsonl"));
if (!present) console.log("skipped: Falco's verdicts on configurations are not here (../shared)");

interface Verdict {
  readonly id: string;
  readonly schema: string | null;
  readonly fatal: string | null;
  readonly template?: boolean;
}

describe.skipIf(!present)("configurations that other people wrote", () => {
  const verdicts = present ? readVerdicts() : [];

  test("the schema's complaint is given exactly where Falco gives it", () => {
    const wrong = verdicts.filter(
      ({ schema, findings }) =>
        schema !== null && findings.some(({ falco }) => falco === "schema") !== (schema !== "ok"),
    );
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });

  test("what keeps Falco from starting is reported exactly where it does", () => {
    const wrong = verdicts.filter(
      ({ fatal, findings }) => findings.some(({ falco }) => falco === "fatal") !== (fatal !== null),
    );
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });

  test("what Falco's schema reports first is among the findings, at that key", () => {
    const wrong = verdicts.filter(({ schema, findings }) => {
      const key = schema === null ? undefined : reportedKey(schema);
      return (
        key !== undefined && !findings.some((finding) => finding.falco === "schema" && finding.path === key)
      );
    });
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });

  test.each([
    "0.36.0",
    "0.36.1",
    "0.38.0",
    "0.38.1",
    "0.39.0",
    "0.40.0",
    "0.42.0",
    "0.43.0",
    "0.44.0",
  ] as const)(
    "what %s shipped is nothing above a hint to itself, save what its own code never read",
    (release) => {
      const loud = shipped(release, release).filter((finding) => severityOf(finding) !== "hint");
      expect(loud.map(({ path: key }) => key)).toEqual(SHIPPED_UNREAD[release] ?? []);
    },
  );

  test.each([
    [
      "0.36.1",
      [
        "rules_file",
        "outputs",
        "grpc_output",
        "grpc",
        "syscall_buf_size_preset",
        "syscall_drop_failed_exit",
        "modern_bpf",
        "metadata_download",
      ],
    ],
    ["0.40.0", ["engine.ebpf", "engine.gvisor", "grpc_output", "grpc", "container_engines"]],
    ["0.43.0", ["engine.ebpf", "engine.gvisor", "grpc_output", "grpc"]],
    ["0.44.0", []],
  ] as const)("of what %s shipped, 0.44.1 reports what went since and nothing else", (release, gone) => {
    const loud = shipped(release, "0.44.1").filter((finding) => severityOf(finding) !== "hint");
    expect(loud.map(({ path: key }) => key).sort()).toEqual([...gone].sort());
  });
});

/** Keys that were shipped although the code of that release looked for others. */
const SHIPPED_UNREAD: Readonly<Record<string, readonly string[]>> = {
  "0.39.0": ["container_engines.cri.sockets", "container_engines.cri.disable_async"],
  "0.40.0": ["container_engines.cri.disable_async"],
};

function readVerdicts(): readonly (Verdict & { readonly findings: readonly ConfigFinding[] })[] {
  const lines = readFileSync(path.join(SHARED, "verdicts/configs.jsonl"), "utf8").split("\n").filter(Boolean);
  return lines
    .map((line) => JSON.parse(line) as Verdict)
    .filter(({ template }) => !template)
    .map((verdict) => ({
      ...verdict,
      findings: judge(readFileSync(path.join(SHARED, "corpus", verdict.id), "utf8"), "0.44.1"),
    }));
}

function shipped(release: string, target: Version): readonly ConfigFinding[] {
  return judge(
    readFileSync(path.join(SHARED, "corpus/configs/falcosecurity-falco", release, "falco.yaml"), "utf8"),
    target,
  );
}

function judge(text: string, target: Version): readonly ConfigFinding[] {
  return toEnd(judgeConfig(readYaml(text), text, { target, role: "main" }));
}

function severityOf(finding: ConfigFinding): string | undefined {
  const check = checkOf(finding.code);
  return check.render(finding, "").severity ?? verdictOn(check, finding.falco).severity;
}

/** `failed for <root>[a][0]: … 'b'.` is about `a[].b` where a property is unknown, else about `a[]`. */
function reportedKey(schema: string): string | undefined {
  const match = /^failed for <root>((?:\[[^\]]*\])*): (.*)/.exec(schema);
  if (!match) return undefined;
  const steps = [...(match[1] ?? "").matchAll(/\[([^\]]*)\]/g)].map(([, step = ""]) => step);
  const parent = steps.reduce(
    (at, step) => (/^\d+$/.test(step) ? `${at}[]` : at === "" ? step : `${at}.${step}`),
    "",
  );
  const property = match[2]?.startsWith("Object contains") ? /'([^']*)'\.$/.exec(match[2])?.[1] : undefined;
  return property === undefined ? parent : parent === "" ? property : `${parent}.${property}`;
}
