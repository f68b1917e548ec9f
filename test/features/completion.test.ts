import { describe, expect, test } from "vitest";
import { complete } from "../../server/src/features/completion/complete.ts";
import type { Settings } from "../../server/src/model/workspace/settings.ts";
import { applyEdits } from "../../server/src/text/span.ts";
import { fixture } from "./fixture.ts";

function labels(text: string, settings: Partial<Settings> = {}): readonly string[] {
  const { snapshot, uri, offset } = fixture(text, settings);
  return complete(snapshot, uri, offset).map(({ label }) => label);
}

/** The document after a candidate was taken, without the marks of its snippet. */
function taken(text: string, label: string): string {
  const { snapshot, uri, offset, text: textOf } = fixture(text);
  const found = complete(snapshot, uri, offset).find((one) => one.label === label);
  if (!found) throw new Error(`\`${label}\` is not offered.`);
  return applyEdits(textOf(uri), [found.edit]);
}

const macro = (condition: string): string => `- macro: m\n  condition: ${condition}`;

describe("in a condition", () => {
  test.each(["$0", "proc.na$0", "a and $0", "not $0", "(a or $0", "a and\n    $0"])(
    "fields, macros and transformers are offered at `%s`",
    (condition) => {
      expect(labels(macro(condition))).toEqual(
        expect.arrayContaining(["proc.name", "fd.name", "not", "tolower"]),
      );
    },
  );

  test("fields are those of the rule's source", () => {
    const rule = "- rule: r\n  desc: d\n  source: k8s_audit\n  output: o\n  priority: INFO\n  condition: $0";
    expect(labels(rule)).toContain("ka.verb");
    expect(labels(rule)).not.toContain("proc.name");
  });

  test("operators are those that the field's type takes", () => {
    expect(labels(macro("proc.name $0"))).toEqual(
      expect.arrayContaining(["=", "contains", "in", "exists", "regex"]),
    );
    expect(labels(macro("evt.num $0"))).toEqual(expect.arrayContaining(["=", "<", "in"]));
    expect(labels(macro("evt.num $0"))).not.toContain("contains");
    expect(labels(macro("len(proc.name) $0"))).toContain(">");
  });

  test.each([
    "- macro: m\n  append: true\n  condition: $0\n",
    "- rule: r\n  condition: a$0\n  override:\n    condition: append\n",
  ])("what is appended begins with `and` or `or`: `%s`", (text) => {
    expect(labels(text)).toEqual(["and", "or"]);
    expect(labels(text.replace(/a?\$0/, "and $0"))).toContain("proc.name");
    expect(labels(text.replaceAll("append", "replace"))).toContain("proc.name");
  });

  test("operators are offered directly after a field that nobody describes, and not after a part of one", () => {
    const rule = (field: string) => `- rule: r\n  source: box\n  condition: ${field}$0\n`;
    expect(labels(rule("box.event"))).toEqual(expect.arrayContaining(["=", "in", "exists"]));
    expect(labels(macro("proc.na$0"))).not.toContain("=");
  });

  test("a list field has no equals sign", () => {
    expect(labels(macro("fd.types $0"))).not.toContain("=");
    expect(labels(macro("fd.types $0"))).toContain("intersects");
  });

  test("event types are offered for evt.type", () => {
    expect(labels(macro("evt.type = $0"))).toEqual(expect.arrayContaining(["execve", "openat"]));
    expect(labels(macro("evt.type in (open, $0"))).toEqual(expect.arrayContaining(["execve", "openat"]));
  });

  test("truth values and fixed values are offered", () => {
    expect(labels(macro("evt.is_open_read = $0"))).toEqual(expect.arrayContaining(["true", "false"]));
    expect(labels(macro("fd.typechar = $0"))).toContain("f");
  });

  test("lists are offered in brackets, and with them after a bare in", () => {
    const list = "- list: shells\n  items: [bash]\n";
    expect(labels(list + macro("proc.name in ($0"))).toContain("shells");
    expect(taken(list + macro("proc.name in $0"), "shells")).toBe(list + macro("proc.name in (shells)"));
  });

  test("and, or follow a whole check", () => {
    expect(labels(macro("proc.name = bash $0"))).toEqual(["and", "or"]);
    expect(labels(macro("proc.name exists $0"))).toEqual(["and", "or"]);
  });

  test("event parameters are offered after evt.arg", () => {
    expect(labels(macro("evt.arg.$0"))).toContain("evt.arg.flags");
  });

  test("a field with a key gets its brackets", () => {
    expect(taken(macro("evt.aro$0"), "evt.around")).toBe(macro("evt.around[$1]$0"));
  });

  test("a space follows an operator, at the end of a condition too", () => {
    expect(taken(macro("proc.name cont$0"), "contains")).toBe(macro("proc.name contains "));
  });

  test("the whole half-typed word is replaced", () => {
    expect(taken(macro("a and proc.na$0xx = bash"), "proc.name")).toBe(macro("a and proc.name = bash"));
  });

  test.each([
    ["double", '"a and proc.n$0"', '"a and proc.name"'],
    ["single", "'a and proc.n$0'", "'a and proc.name'"],
    ["folded", ">\n    a and\n    proc.n$0\n", ">\n    a and\n    proc.name\n"],
    ["literal", "|-\n    a and\n    proc.n$0\n", "|-\n    a and\n    proc.name\n"],
  ])("a condition in style %s is completed in place", (_, before, after) => {
    expect(taken(macro(before), "proc.name")).toBe(macro(after));
  });

  test("the end of a condition with a space after it is a place too", () => {
    expect(taken(`${macro("a and $0")}\n- list: l\n  items: [a]\n`, "proc.name")).toBe(
      `${macro("a and proc.name")}\n- list: l\n  items: [a]\n`,
    );
  });

  test("macros of other files are offered, and those of the default rules", () => {
    const files = `#- falco.yaml\nrules_files: [a.yaml, b.yaml]\n#- a.yaml\n- macro: mine\n  condition: evt.type = open\n#- b.yaml\n${macro("$0")}`;
    expect(labels(files)).toEqual(expect.arrayContaining(["mine", "spawned_process"]));
  });

  test("a field that the target does not know is not offered", () => {
    expect(labels(macro("$0"), { target: "0.31.0" })).not.toContain("proc.is_exe_from_memfd");
    expect(labels(macro("$0"))).toContain("proc.is_exe_from_memfd");
  });
});

describe("in an output", () => {
  const output = (text: string): string => `- rule: r\n  output: ${text}`;

  test("fields are offered after a percent sign only", () => {
    expect(labels(output("ran %$0"))).toContain("proc.name");
    expect(labels(output("ran %proc.n$0 x"))).toContain("proc.name");
    expect(labels(output("ran %toupper(pr$0"))).toContain("proc.name");
    expect(labels(output("ran $0"))).toEqual([]);
  });

  test("the half-typed field is replaced", () => {
    expect(taken(output('"ran %proc.n$0 x"'), "proc.name")).toBe(output('"ran %proc.name x"'));
  });
});

describe("in an item", () => {
  test("keys that are not there yet are offered", () => {
    const found = labels("- rule: r\n  desc: d\n  $0\n  priority: INFO\n");
    expect(found).toEqual(expect.arrayContaining(["condition", "output", "tags", "exceptions"]));
    expect(found).not.toContain("desc");
    expect(found).not.toContain("priority");
  });

  test("a macro has its own keys", () => {
    expect(labels("- macro: m\n  $0")).toEqual(expect.arrayContaining(["condition", "override"]));
    expect(labels("- macro: m\n  $0")).not.toContain("priority");
  });

  test("keys of an exception are offered", () => {
    expect(labels("- rule: r\n  exceptions:\n    - name: e\n      $0")).toEqual([
      "fields",
      "comps",
      "values",
    ]);
  });

  test("what an override can say is offered", () => {
    expect(labels("- rule: r\n  condition: and x\n  override:\n    $0")).toContain("condition");
    expect(labels("- rule: r\n  condition: and x\n  override:\n    condition: $0")).toEqual([
      "append",
      "replace",
    ]);
    expect(labels("- rule: r\n  priority: INFO\n  override:\n    priority: $0")).toEqual(["replace"]);
  });

  test.each([
    ["priority: $0", "WARNING"],
    ["source: $0", "syscall"],
    ["enabled: $0", "false"],
  ])("values of `%s` are offered", (line, value) => {
    expect(labels(`- rule: r\n  ${line}`)).toContain(value);
  });

  test("fields and comparisons of exceptions are offered", () => {
    expect(labels("- rule: r\n  exceptions:\n    - name: e\n      fields: [proc.n$0]")).toContain(
      "proc.name",
    );
    expect(labels("- rule: r\n  exceptions:\n    - name: e\n      comps: [$0]")).toContain("startswith");
  });

  test("the kinds of items are offered after a dash", () => {
    expect(labels("- list: l\n  items: [a]\n- $0")).toEqual([
      "rule",
      "macro",
      "list",
      "required_engine_version",
      "required_plugin_versions",
    ]);
  });
});

describe("in a configuration", () => {
  const config = (text: string): string => `#- falco.yaml\n${text}`;

  test("keys that are not there yet are offered", () => {
    const found = labels(config("json_output: true\n$0"));
    expect(found).toEqual(expect.arrayContaining(["rules_files", "engine", "log_level"]));
    expect(found).not.toContain("json_output");
  });

  test("keys below a key are offered", () => {
    expect(labels(config("engine:\n  $0"))).toEqual(expect.arrayContaining(["kind", "modern_ebpf"]));
    expect(labels(config("plugins:\n  - name: json\n    $0"))).toContain("library_path");
  });

  test("values are offered", () => {
    expect(labels(config("engine:\n  kind: $0"))).toEqual(expect.arrayContaining(["modern_ebpf", "kmod"]));
    expect(labels(config("json_output: $0"))).toEqual(["true", "false"]);
  });

  test("a key that the target no longer has is not offered", () => {
    expect(labels(config("engine:\n  kind: $0"), { target: "0.42.0" })).toContain("gvisor");
    expect(labels(config("engine:\n  kind: $0"))).not.toContain("gvisor");
  });
});

test("options are offered on a command line of Falco", () => {
  expect(labels("#- falco.service\n[Service]\nExecStart=/usr/bin/falco --d$0\n")).toContain("--dry-run");
});

test("nothing is offered in a file that is not Falco's", () => {
  expect(labels("#- other.yaml\ncondition: $0\n")).toEqual([]);
});

test("tags are those of rules around, of ATT&CK and of maturity, none of them twice", () => {
  const own = "  desc: d\n  condition: evt.num = 1\n  output: o\n  priority: INFO\n  tags: [our_team]\n";
  const rules = `- rule: a\n${own}- rule: b\n  tags: [T1059, $0]\n`;
  expect(labels(rules)).toContain("our_team");
  expect(labels(rules)).toEqual(expect.arrayContaining(["maturity_stable", "mitre_execution", "T1611"]));
  expect(labels(rules)).not.toContain("T1059");
});

test("the version of a plugin is offered beside its name", () => {
  const text = "- required_plugin_versions:\n    - name: k8saudit\n      version: $0\n";
  expect(labels(text, { plugins: "all", target: "0.44.1" })).toContain("0.18.0");
});

test("a macro is not offered in itself, nor where it is defined later", () => {
  const text = "- macro: first\n  condition: $0\n- macro: later\n  condition: evt.num = 1\n";
  expect(labels(text)).not.toContain("first");
  expect(labels(text)).not.toContain("later");
  expect(
    labels(
      text.replace("first\n  condition: $0", "x\n  condition: evt.num = 1") +
        "- macro: last\n  condition: $0\n",
    ),
  ).toContain("later");
});

test("a macro has the source of the rules that use it", () => {
  const rule = "- rule: r\n  desc: d\n  source: k8s_audit\n  condition: m\n  output: o\n  priority: INFO\n";
  expect(labels(`- macro: m\n  condition: ka.verb = get and $0\n${rule}`)).toContain("ka.verb");
});

test("lists of other values, and transformers of another type, are not offered", () => {
  const lists = "- list: events\n  items: [open]\n- list: names\n  items: [bash]\n";
  expect(labels(`${lists}${macro("evt.type in ($0")}`)).toContain("events");
  expect(labels(`${lists}${macro("evt.type in ($0")}`)).not.toContain("names");
  expect(labels(macro("proc.name = $0"))).toContain("tolower");
  expect(labels(macro("proc.name = $0"))).not.toContain("len");
  expect(labels(macro("evt.type $0"))).not.toContain(">");
});

test("a comp that YAML would read as something else is quoted", () => {
  const rule = "- rule: r\n  exceptions:\n    - name: e\n      fields: [evt.num]\n      comps: [$0]\n";
  expect(taken(rule, ">=")).toContain('comps: [">="]');
  expect(labels(rule)).not.toContain("exists");
});
