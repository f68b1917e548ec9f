import { describe, expect, test } from "vitest";
import { complete } from "../../server/src/features/completion/complete.ts";
import { hover } from "../../server/src/features/hover/hover.ts";
import { applyEdits } from "../../server/src/text/span.ts";
import { fixture } from "./fixture.ts";

const POD = "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - image: falcosecurity/falco:TAG\n";

/** The document after the candidate with this label was taken. */
function taken(files: string, label: string): string {
  const { snapshot, uri, offset, text } = fixture(files);
  const candidate = complete(snapshot, uri, offset).find((one) => one.label === label);
  return candidate
    ? applyEdits(text(uri), [candidate.edit])
    : `nothing of ${complete(snapshot, uri, offset).length}`;
}

function labels(files: string): string[] {
  const { snapshot, uri, offset } = fixture(files);
  return complete(snapshot, uri, offset).map((one) => one.label);
}

function shown(files: string): string {
  const { snapshot, uri, offset } = fixture(files);
  return hover(snapshot, uri, offset)?.markdown ?? "";
}

describe("in a command line is offered", () => {
  test.each([
    ["run.sh", "falco --disa$0\n", "--disable-source", "falco --disable-source\n"],
    ["run.sh", "falco --disable-source sy$0\n", "syscall", "falco --disable-source syscall\n"],
    ["run.sh", "falco --format ma$0\n", "markdown", "falco --format markdown\n"],
    ["run.sh", "falco -o engine.k$0=kmod\n", "engine.kind", "falco -o engine.kind=kmod\n"],
    ["run.sh", "falco -o engine.kind=mo$0\n", "modern_ebpf", "falco -o engine.kind=modern_ebpf\n"],
    ["run.sh", "falco -o json_output=$0\n", "true", "falco -o json_output=true\n"],
    ["run.sh", "falco -o rules$0\n", "rules[].disable.rule", "falco -o 'rules[].disable.rule'\n"],
    [
      "falco.service",
      "[Service]\nExecStart=/usr/bin/falco -o watch$0\n",
      "watch_config_files",
      "[Service]\nExecStart=/usr/bin/falco -o watch_config_files\n",
    ],
    ["run.sh", "falcoctl driver config --type km$0\n", "kmod", "falcoctl driver config --type kmod\n"],
    ["run.sh", "FALCO_HOST$0=x falco\n", "FALCO_HOSTNAME", "FALCO_HOSTNAME=x falco\n"],
  ])("%s: %s", (path, text, label, after) => {
    expect(taken(`#- ${path}\n${text}`, label)).toBe(after);
  });

  test("what the image's release has", () => {
    const args = (tag: string): string =>
      `#- ds.yaml\n${POD.replace("TAG", tag)}      args: [/usr/bin/falco, -$0U]\n`;
    expect(labels(args("0.40.0"))).toContain("-A");
    expect(labels(args("0.44.1"))).not.toContain("-A");
  });

  test("nothing that Falco's driver loader does not take", () => {
    expect(labels("#- run.sh\ndocker run falcosecurity/falco-driver-loader:0.44.1 k$0\n")).toContain("kmod");
    expect(labels("#- run.sh\ndocker run falcosecurity/falco-driver-loader:0.44.1 k$0\n")).not.toContain(
      "ebpf",
    );
  });
});

describe("hover says", () => {
  test.each([
    ["an option", "#- run.sh\nfalco -$0U\n", "-U, --unbuffered"],
    [
      "an option's replacement in the image's release",
      `#- ds.yaml\n${POD.replace("TAG", "0.40.0")}      args: [-$0A]\n`,
      "Deprecated",
    ],
    ["that it is gone", `#- ds.yaml\n${POD.replace("TAG", "0.41.0")}      args: [-$0A]\n`, "Removed"],
    ["the key that -o sets", "#- run.sh\nfalco -o engine.ki$0nd=kmod\n", "`engine.kind`"],
    [
      "a variable",
      `#- ds.yaml\n${POD.replace("TAG", "0.44.1")}      env:\n        - name: FALCO_HOST$0NAME\n          value: a\n`,
      "Host name shown in alerts",
    ],
    [
      "a variable that is gone",
      "#- falco.service\n[Service]\nEnvironment=FALCO_B$0PF_PROBE=\nExecStart=/usr/bin/falco\n",
      "**Removed** in Falco 0.38.0",
    ],
    ["a kind of driver", "#- run.sh\nfalcoctl driver config --type km$0od\n", "`kmod`"],
  ])("%s", (_name, text, expected) => {
    expect(shown(text)).toContain(expected);
  });

  test("nothing on a path or a stray word", () => {
    expect(shown("#- run.sh\n/usr/bin/fal$0co -U\n")).toBe("");
    expect(shown("#- run.sh\nfalco -U x$0y\n")).toBe("");
  });
});

describe("in values of the chart", () => {
  const values = (text: string): string =>
    `#- values.yaml\nfalcosidekick:\n  enabled: true\ntty: true\n${text}`;
  const VALID = "driver:\n  kind: kmod\n";

  test("the kinds of driver of its chart are offered", () => {
    expect(labels(values("driver:\n  kind: mo$0\nfalco:\n  json_output: true\n"))).toEqual([
      "auto",
      "kmod",
      "modern_ebpf",
    ]);
    expect(
      labels(
        `#- app.yaml\napiVersion: argoproj.io/v1alpha1\nkind: Application\nspec:\n  source:\n    chart: falco\n    targetRevision: 4.2.0\n    helm:\n      values: |\n        driver:\n          kind: mo$0\n`,
      ),
    ).toContain("ebpf");
    expect(taken(values("driver:\n  kind: mo$0\nfalco:\n  json_output: true\n"), "modern_ebpf")).toContain(
      "  kind: modern_ebpf\n",
    );
  });

  test("a key says where it went", () => {
    expect(shown(values(`${VALID}collectors:\n  do$0cker:\n    enabled: true\n`))).toContain(
      "`collectors.containerEngine.engines.docker`",
    );
    expect(shown(values("driver:\n  ki$0nd: kmod\n"))).toContain("`auto` (the chart's default)");
    expect(shown(values(`${VALID}image:\n  tag: 0.4$00.0\n`))).toContain("**Falco 0.40.0**");
  });

  test("the configuration and the rules in them have their own", () => {
    expect(shown(values(`${VALID}falco:\n  json_out$0put: true\n`))).toContain("`json_output`");
    expect(labels(values(`${VALID}falco:\n  log_level: in$0\n`))).toContain("info");
    expect(
      shown(
        values(
          `${VALID}customRules:\n  a.yaml: |-\n    - rule: a\n      pri$0ority: INFO\n      condition: x\n`,
        ),
      ),
    ).toContain("Severity of an alert");
  });
});
