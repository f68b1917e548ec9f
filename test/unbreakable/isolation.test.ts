import { afterEach, expect, test, vi } from "vitest";
import { ALL_HOSTS } from "../../server/src/hosts/all-hosts.ts";
import { CHECKS, checkOf } from "../../server/src/checks/registry.ts";
import type { FindingCode } from "../../server/src/model/finding.ts";
import { problemsOf } from "../../server/src/checks/run.ts";
import { migrate } from "../../server/src/migrate/migrate.ts";
import { type Fault, onFault } from "../../server/src/text/isolated.ts";
import { snapshotOf } from "./snapshot-of.ts";

const RULES = `- rule: r
  desc: d
  condition: evt.type = opne and proc.nmae = a and ab(proc.name) = c
  output: "%proc.nmae"
  priority: BAD
  tgas: [a]
- macro: m
  condition: proc.name glob
`;
const CONFIG = "json_outptu: true\nengine: {kind: bpf}\nlog_level: loud\nrules_file: a.yaml\n";
const COMMANDS = "falco -A --cri x --no-such -o engine.kidn=1\n";

const FILES = [
  ["falco_rules.yaml", RULES],
  ["falco.yaml", CONFIG],
  ["a.sh", COMMANDS],
] as const;

const codesOf = (file: string, text: string): readonly string[] => {
  const { snapshot, uri } = snapshotOf(file, text);
  return problemsOf(snapshot, uri).map(({ code }) => code);
};

const broken = (): never => {
  throw new Error("broken on purpose");
};

const listen = (): Fault[] => {
  const faults: Fault[] = [];
  onFault((fault) => void faults.push(fault));
  return faults;
};

afterEach(() => {
  vi.restoreAllMocks();
  onFault(() => undefined);
});

test.each(FILES)("a check of %s that fails costs its own findings only", (file, text) => {
  const all = codesOf(file, text);
  expect(new Set(all).size).toBeGreaterThan(2);
  for (const code of new Set(all)) {
    const faults = listen();
    vi.spyOn(checkOf(code as FindingCode), "render").mockImplementation(broken);
    expect(codesOf(file, text)).toEqual(all.filter((one) => one !== code));
    codesOf(file, text);
    expect(new Set(faults.map(({ what }) => what)).size).toBe(faults.length);
    expect(faults[0]?.what).toMatch(new RegExp(`^Check ${code} at \\d+ of file:///w/`));
    vi.restoreAllMocks();
  }
});

test("a migration goes on where a check fails", () => {
  const { snapshot } = snapshotOf("falco.yaml", CONFIG);
  const whole = migrate(snapshot.documents, snapshot.settings, "0.44.1").changed.map(({ code }) => code);
  expect(whole.length).toBeGreaterThan(0);
  vi.spyOn(CHECKS["unknown-config-key"], "render").mockImplementation(broken);
  expect(migrate(snapshot.documents, snapshot.settings, "0.44.1").changed.map(({ code }) => code)).toEqual(
    whole,
  );
});

test("a host that fails leaves the other files alone", () => {
  const faults = listen();
  for (const host of ALL_HOSTS) {
    if (host.id === "rules") continue;
    vi.spyOn(host, "matches").mockImplementation(broken);
  }
  expect(codesOf("falco_rules.yaml", RULES)).toContain("unknown-field");
  expect(faults.length).toBeGreaterThan(3);
  vi.restoreAllMocks();
  for (const host of ALL_HOSTS) vi.spyOn(host, "read").mockImplementation(broken);
  expect(codesOf("falco_rules.yaml", RULES)).toEqual([]);
});
