import { expect, test } from "vitest";
import { caseOf, readCase } from "./case.ts";

test("what ytt fills in is not an empty value", () => {
  expect(readCase("28-ytt-and-other-templates").problems).toEqual([]);
});

const shown = (files: Readonly<Record<string, string>>): readonly string[] =>
  caseOf(files).problems.map(({ severity, line, code, fixes }) =>
    [severity, line, code, `${fixes.length} fixes`].join(" "),
  );

test("beside it a mistake is reported, and nothing is edited", () => {
  const rules =
    '#@ load("@ytt:data", "data")\n- rule: #@ data.values.name\n  desc: d\n  condition: evt.type = open and proc.nam = a\n  output: o\n  priority: (@= data.values.priority @)\n';
  expect(shown({ "rules.yaml": rules })).toEqual(["hint 4 unknown-field 0 fixes"]);
});

test("of what ytt decides on mistakes are hints", () => {
  const config =
    "#@ if data.values.x:\nlog_level: info\n#@ end\njson_output: true\n#@ if data.values.y:\ngrpc:\n  enabled: true\n#@ end\nwebserver:\n  enabled: #@ data.values.webserver\n";
  expect(shown({ "falco.yaml": config }).every((one) => /^hint .* 0 fixes$/.test(one))).toBe(true);
  expect(shown({ "falco.yaml": config })).toHaveLength(2);
});

test("a comment that is none of ytt's is a comment", () => {
  expect(shown({ "falco.yaml": "log_level: #@\njson_output: true\n" })).toEqual(
    shown({ "falco.yaml": "log_level:\njson_output: true\n" }),
  );
});

test("templates of Puppet and Chef are read as what they make", () => {
  const unit = "[Service]\nExecStart=/usr/bin/falco --pidfile=<%= @pid %> --modern-bpf\n";
  expect(shown({ "falco.service.erb": unit })).toEqual(["error 2 removed-option 0 fixes"]);
  const rules =
    "<% @namespaces.each do |ns| -%>\n- rule: Shell in <%= ns %>\n  desc: d\n  condition: evt.type = open and k8s.ns.name = <%= ns %>\n  output: o\n  priority: INFO\n<% end -%>\n";
  expect(shown({ "local_rules.yaml.erb": rules })).toEqual([]);
  expect(shown({ "local_rules.yaml.epp": rules })).toEqual([]);
});
