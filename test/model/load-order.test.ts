import { describe, expect, test } from "vitest";
import { problemsOf } from "../../server/src/checks/run.ts";
import { DEFAULT_SETTINGS } from "../../server/src/model/workspace/settings.ts";
import { macro, rule, snapshotOf } from "./ruleset.ts";

const RULES = macro("m", "proc.pid = 1");
const orders = (files: Readonly<Record<string, string>>, rulesFiles: readonly string[] = []) =>
  snapshotOf(files, { ...DEFAULT_SETTINGS, rulesFiles }).rulesets.map(({ order }) =>
    order.map(({ uri }) => uri.slice("file://".length)),
  );

test("the files of a folder load by name, default and local rules first", () => {
  const files = { "/r/a.yaml": RULES, "/r/falco_rules.local.yaml": RULES, "/r/falco_rules.yaml": RULES };
  expect(orders(files)).toEqual([["/r/falco_rules.yaml", "/r/falco_rules.local.yaml", "/r/a.yaml"]]);
});

test("a configuration's files load in its order", () => {
  const files = {
    "/r/falco.yaml": "rules_files: [z.yaml, a.yaml]\n",
    "/r/a.yaml": RULES,
    "/r/z.yaml": RULES,
  };
  expect(orders(files)).toEqual([["/r/z.yaml", "/r/a.yaml"]]);
});

test("a folder in a configuration means its files by name", () => {
  const files = {
    "/r/falco.yaml": "rules_files: [rules.d]\n",
    "/r/rules.d/b.yaml": RULES,
    "/r/rules.d/a.yaml": RULES,
  };
  expect(orders(files)).toEqual([["/r/rules.d/a.yaml", "/r/rules.d/b.yaml"]]);
});

test("a workspace that is a whole disk knows its files as well as a folder does", () => {
  const complete = (folder: string): readonly boolean[] =>
    snapshotOf({
      [`${folder}/falco.yaml`]: "rules_files: [rules, more.yaml]\n",
      [`${folder}/rules/a.yaml`]: RULES,
      [`${folder}/more.yaml`]: RULES,
    }).rulesets.map((ruleset) => ruleset.complete);
  expect(complete("/r")).toEqual([true]);
  expect(complete("")).toEqual([true]);
});

test("an absolute path is found by its ending", () => {
  const files = { "/repo/falco.yaml": "rules_files: [/etc/falco/mine.yaml]\n", "/repo/mine.yaml": RULES };
  expect(orders(files)).toEqual([["/repo/mine.yaml"]]);
});

test("folders without a configuration stay apart", () => {
  expect(orders({ "/r/one/a.yaml": RULES, "/r/two/a.yaml": RULES })).toHaveLength(2);
});

test("the setting comes before what the folder says", () => {
  expect(orders({ "/r/a.yaml": RULES, "/r/b.yaml": RULES }, ["/r/b.yaml", "/r/a.yaml"])).toEqual([
    ["/r/b.yaml", "/r/a.yaml"],
  ]);
});

test("command lines name rules files, which replace those of the configuration", () => {
  const unit = "[Service]\nExecStart=/usr/bin/falco -r /etc/falco/z.yaml -r /etc/falco/rules.d\n";
  expect(
    orders({ "/r/falco.service": unit, "/r/a.yaml": RULES, "/r/z.yaml": RULES, "/r/rules.d/b.yaml": RULES }),
  ).toEqual([["/r/z.yaml", "/r/rules.d/b.yaml"], ["/r/a.yaml"]]);
});

test("options add to the rules files of the configuration that the line names", () => {
  const files = {
    "/r/conf/falco.yaml": "rules_files: [base.yaml]\n",
    "/r/conf/base.yaml": RULES,
    "/r/conf/more.yaml": RULES,
    "/r/run.sh": "#!/bin/sh\nfalco -c conf/falco.yaml -o 'rules_files[]=conf/more.yaml'\n",
  };
  expect(orders(files)).toEqual([["/r/conf/base.yaml"], ["/r/conf/base.yaml", "/r/conf/more.yaml"]]);
});

test("an option replaces the rules files with a single one", () => {
  expect(
    orders({
      "/r/a.yaml": RULES,
      "/r/b.yaml": RULES,
      "/r/run.sh": "#!/bin/sh\nfalco -o rules_files=b.yaml\n",
    }),
  ).toEqual([["/r/b.yaml"], ["/r/a.yaml"]]);
});

test("without a configuration options add to what Falco loads by itself", () => {
  const files = {
    "/r/falco_rules.yaml": RULES,
    "/r/a.yaml": RULES,
    "/r/run.sh": "#!/bin/sh\nfalco -o rules_files[]=a.yaml\n",
  };
  expect(orders(files)).toEqual([["/r/falco_rules.yaml", "/r/a.yaml"]]);
});

test("a line that loads nothing new makes no ruleset of its own, nor does an example in a page", () => {
  const files = {
    "/r/falco.yaml": "rules_files: [b.yaml, a.yaml]\n",
    "/r/a.yaml": RULES,
    "/r/b.yaml": RULES,
    "/r/run.sh": "#!/bin/sh\nfalco -r a.yaml\n",
  };
  expect(orders(files)).toEqual([["/r/b.yaml", "/r/a.yaml"]]);
  expect(
    orders({ "/r/a.yaml": RULES, "/r/b.yaml": RULES, "/r/README.md": "```sh\nfalco -r b.yaml\n```\n" }),
  ).toEqual([["/r/a.yaml", "/r/b.yaml"]]);
});

test("the file that is nearest to the configuration is meant, and none where two are", () => {
  const far = {
    "/r/deploy/falco.yaml": "rules_files: [/etc/falco/mine.yaml]\n",
    "/r/rules/mine.yaml": RULES,
  };
  expect(orders(far)).toEqual([["/r/rules/mine.yaml"]]);
  expect(orders({ ...far, "/r/other/mine.yaml": RULES })).toEqual([
    ["/r/rules/mine.yaml"],
    ["/r/other/mine.yaml"],
  ]);
  expect(orders({ ...far, "/r/other/mine.yaml": RULES, "/r/deploy/conf/mine.yaml": RULES })[0]).toEqual([
    "/r/deploy/conf/mine.yaml",
  ]);
});

describe("the default rules", () => {
  const DEFAULTS = { "/etc/falco/falco_rules.yaml": macro("spawned_process", "evt.type = execve") };
  const settings = { ...DEFAULT_SETTINGS, defaultRules: ["file:///etc/falco/falco_rules.yaml"] };
  const names = (files: Readonly<Record<string, string>>) =>
    snapshotOf({ ...DEFAULTS, ...files }, settings).rulesets.map(({ order }) =>
      order.map(({ uri }) => uri.slice("file://".length)),
    );

  test("are after the files of a folder", () => {
    expect(names({ "/r/a.yaml": RULES })).toEqual([["/etc/falco/falco_rules.yaml", "/r/a.yaml"]]);
  });

  test("are where the configuration puts them, or not at all", () => {
    const files = { "/r/a.yaml": RULES, "/r/b.yaml": RULES };
    expect(
      names({ ...files, "/r/falco.yaml": "rules_files: [a.yaml, /etc/falco/falco_rules.yaml, b.yaml]\n" }),
    ).toEqual([["/r/a.yaml", "/etc/falco/falco_rules.yaml", "/r/b.yaml"]]);
    expect(names({ ...files, "/r/falco.yaml": "rules_files: [b.yaml, a.yaml]\n" })).toEqual([
      ["/r/b.yaml", "/r/a.yaml"],
    ]);
  });

  test("give way to a copy of the workspace", () => {
    expect(names({ "/r/falco_rules.yaml": RULES, "/r/a.yaml": RULES })).toEqual([
      ["/r/falco_rules.yaml", "/r/a.yaml"],
    ]);
  });

  test("are checked with, and not reported on", () => {
    const snapshot = snapshotOf(
      {
        ...DEFAULTS,
        "/r/a.yaml": rule("R", "spawned_process and proc.name = a") + macro("unused", "proc.pid = 1"),
      },
      settings,
    );
    expect(problemsOf(snapshot, "file:///r/a.yaml").map(({ code }) => code)).toEqual(["unused-macro"]);
    expect(problemsOf(snapshot, "file:///etc/falco/falco_rules.yaml")).toEqual([]);
  });
});

describe("names of the default rules when they are not there", () => {
  const found = (text: string, files: Readonly<Record<string, string>> = {}) =>
    problemsOf(snapshotOf({ "/r/a.yaml": text, ...files }), "file:///r/a.yaml").filter(
      ({ code }) => !code.startsWith("unused"),
    );

  test("a macro is dimmed, with the file that defines it", () => {
    const [problem, ...rest] = found(rule("R", "spawned_process and proc.name = a"));
    expect(problem).toMatchObject({
      code: "from-default-rules",
      severity: "hint",
      unnecessary: true,
      falco: null,
    });
    expect(problem?.message).toContain("`falco_rules.yaml`");
    expect(rest).toEqual([]);
  });

  test("rules, macros and lists can be changed", () => {
    const override =
      "- rule: Terminal shell in container\n  enabled: false\n  override: {enabled: replace}\n";
    const append =
      "- macro: spawned_process\n  condition: and proc.pid != 1\n  override: {condition: append}\n- list: shell_binaries\n  items: [fish]\n  override: {items: append}\n";
    expect(found(override + append)).toEqual([]);
  });

  test("a list among values is dimmed too, and left alone where another file defines it", () => {
    const text = rule("R", "evt.type in (types) and fd.snet in (rfc_1918_addresses) and fd.sport in (ports)");
    const lists = "- list: ports\n  items: [80]\n- list: types\n  items: [connect]\n";
    expect(found(text).map(({ severity, code }) => [severity, code])).toEqual([
      ["error", "unknown-event-type"],
      ["hint", "from-default-rules"],
      ["error", "bad-value"],
    ]);
    expect(found(text, { "/other/b.yaml": lists }).map(({ code }) => code)).toEqual(["from-default-rules"]);
    expect(found(lists.replace("80", "x") + text).map(({ code }) => code)).toEqual([
      "from-default-rules",
      "bad-value",
    ]);
  });

  test("what a change of a rule that is not here uses is used", () => {
    const lists =
      "- list: mine\n  items: [a]\n- list: nobody\n  items: [b]\n- macro: own\n  condition: (proc.pid = 1)\n";
    const change =
      "- rule: Terminal shell in container\n  condition: and not own and not proc.name in (mine)\n  override: {condition: append}\n";
    const { length } = problemsOf(snapshotOf({ "/r/a.yaml": lists }), "file:///r/a.yaml");
    expect(length).toBe(3);
    expect(
      problemsOf(snapshotOf({ "/r/a.yaml": lists + change }), "file:///r/a.yaml").map(({ code, message }) => [
        code,
        message.includes("`nobody`"),
      ]),
    ).toEqual([["unused-list", true]]);
  });

  test("a name that none of them has is an error with the nearest one", () => {
    const [problem] = found(
      "- rule: Terminal shell in containe\n  enabled: false\n  override: {enabled: replace}\n",
    );
    expect(problem).toMatchObject({ severity: "error", code: "no-base" });
    expect(problem?.message).toContain("Did you mean `Terminal shell in container`?");
    expect(problem?.fixes.map(({ title }) => title)).toEqual(["Replace with `Terminal shell in container`"]);
    const [undefinedMacro] = found(rule("R", "spawned_proces and proc.name = a"));
    expect(undefinedMacro?.message).toContain("`spawned_process`");
  });

  test("a published file that nothing loads is named once, at the first use of it", () => {
    const change = (name: string): string =>
      `- rule: ${name}\n  enabled: false\n  override: {enabled: replace}\n`;
    const messages = found(
      change("Terminal shell in container") +
        change("Change thread namespace") +
        change("Write below binary dir") +
        change("Write below monitored dir") +
        rule("R", "spawned_process and container"),
    ).map(({ code, message }) => [code, /`([^`]*\.yaml)`/.exec(message)?.[1]]);
    expect(messages).toEqual([
      ["from-default-rules", "falco-incubating_rules.yaml"],
      ["from-default-rules", "falco-sandbox_rules.yaml"],
      ["from-default-rules", "falco_rules.yaml"],
    ]);
  });

  test("a file that the configuration loads is not named", () => {
    const config = (files: string): string => `engine: {kind: modern_ebpf}\nrules_files: [${files}]\n`;
    const text = rule("R", "spawned_process and proc.name = a");
    const codes = (files: string) => found(text, { "/r/falco.yaml": config(files) }).map(({ code }) => code);
    expect(codes("/etc/falco/falco_rules.yaml, a.yaml")).toEqual([]);
    expect(codes("a.yaml")).toEqual(["from-default-rules"]);
  });

  test.each([
    ["rules_files: [/etc/falco/falco_rules.yaml, a.yaml]\n", {}, "error"],
    ["rules_files: [/etc/falco/falco_rules.yaml, a.yaml, /etc/falco/rules.d]\n", {}, "hint"],
    ["rules_files: [/etc/falco/falco_rules.yaml, b.yaml, a.yaml]\n", {}, undefined],
    ["rules_files: [a.yaml]\n", {}, "hint"],
    [
      "rules_files: [/etc/falco/falco_rules.yaml, a.yaml]\n",
      { "/r/run.sh": "falco -o rules_files[]=/etc/falco/falco-incubating_rules.yaml\n" },
      "hint",
    ],
  ] as const)("what %j does not load is missing with %j: %s", (config, others, expected) => {
    const falco = { "/r/falco.yaml": `engine: {kind: modern_ebpf}\n${config}`, ...others };
    const change = "- rule: Change thread namespace\n  enabled: false\n  override: {enabled: replace}\n";
    const use = rule("R", "evt.type = open and aws_eks_core_images");
    const list = rule("R", "evt.type = open and proc.name in (bpf_profiled_binaries)");
    for (const text of [change, use])
      expect(found(text, falco).map(({ code, severity }) => [code, severity])).toEqual(
        expected ? [["from-default-rules", expected]] : [],
      );
    expect(found(list, falco).filter(({ severity }) => severity === "error")).toEqual([]);
  });

  test.each([
    [
      "rules_files: [/etc/falco/falco_rules.yaml, a.yaml]\n",
      "[/etc/falco/falco_rules.yaml, /etc/falco/falco-incubating_rules.yaml, a.yaml]",
    ],
    [
      "rules_files:\n  - falco_rules.yaml\n  - a.yaml\n",
      "  - falco_rules.yaml\n  - falco-incubating_rules.yaml\n  - a.yaml\n",
    ],
  ])("a fix names the file in %j", (config, expected) => {
    const falco = `engine: {kind: modern_ebpf}\n${config}`;
    const change = "- rule: Change thread namespace\n  enabled: false\n  override: {enabled: replace}\n";
    const [problem] = found(change, { "/r/falco.yaml": falco });
    expect(problem?.code).toBe("from-default-rules");
    const [edit] = problem?.fixes[0]?.edits ?? [];
    expect(edit?.uri).toBe("file:///r/falco.yaml");
    expect(falco.slice(0, edit?.start) + edit?.newText + falco.slice(edit?.end)).toContain(expected);
  });

  test("the rules are those of the target's own version", () => {
    const change = "- rule: Change thread namespace\n  condition: and proc.nmae = a\n  append: true\n";
    const codes = (target: "0.35.1" | "0.44.1") =>
      problemsOf(
        snapshotOf({ "/r/a.yaml": change }, { ...DEFAULT_SETTINGS, target }),
        "file:///r/a.yaml",
      ).map(({ code }) => code);
    expect(codes("0.35.1")).toEqual(["unknown-field"]);
    expect(codes("0.44.1")).toEqual(["from-default-rules", "unknown-field", "deprecated-append"]);
  });

  test("a name that no release defines is an error", () => {
    expect(
      found(rule("R", "spawned_prcess_of_mine and evt.type = open")).map(({ severity, code }) => [
        severity,
        code,
      ]),
    ).toEqual([["error", "undefined-macro"]]);
  });

  test("nothing is undefined where the configuration names a file that is not here", () => {
    const text = rule("R", "of_another_file and evt.type = open");
    expect(found(text, { "/r/falco.yaml": "rules_files: [/opt/site.yaml, a.yaml]\n" })).toEqual([]);
    expect(
      found(text, {
        "/r/falco.yaml": "rules_files: [/etc/falco/falco_rules.yaml, /etc/falco/rules.d, a.yaml]\n",
      }).map(({ code }) => code),
    ).toEqual(["undefined-macro"]);
  });
});

test("a file in two rulesets has what either finds, with the name of the one that does", () => {
  const files = {
    "/one/falco.yaml": "rules_files: [../base.yaml, ../user.yaml]\n",
    "/two/falco.yaml": "rules_files: [../user.yaml]\n",
    "/base.yaml": macro("of_base", "evt.type = open"),
    "/user.yaml": rule("R", "of_base and proc.nmae = a"),
  };
  const problems = problemsOf(snapshotOf(files), "file:///user.yaml");
  expect(
    problems.map(({ code, message }) => [
      code,
      / This applies only when loaded by (.*)\.$/.exec(message)?.[1],
    ]),
  ).toEqual([
    ["undefined-macro", "`rules_files` of two/falco.yaml"],
    ["unknown-field", undefined],
  ]);
});
