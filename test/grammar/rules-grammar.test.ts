import { describe, test } from "vitest";
import { expectScopes } from "./scopes.ts";
import { tokenizer } from "./tokenize.ts";

const tokenize = tokenizer();
if (!tokenize)
  console.log(
    "skipped: the grammars: no VS Code is installed yet whose YAML grammar could be used (npm run test:vscode).",
  );
const scopes = (text: string) => (tokenize ? expectScopes(tokenize, "source.falco-rules", text) : undefined);

describe.skipIf(!tokenize)("grammar of rules files", () => {
  test("names and keys of items stand out", () =>
    scopes(`
# comment
# ^^^^^^^ comment
- required_engine_version: 0.31.0
# ^^^^^^^^^^^^^^^^^^^^^^^ entity.name.tag
#                          ^^^^^^ constant.numeric
- list: shells
# ^^^^ support.type.property-name.falco
#       ^^^^^^ entity.name.type.list.falco
  items: [bash, "zsh", 1]
# ^^^^^ support.type.property-name.falco
#         ^^^^ string.unquoted
#               ^^^^^ string.quoted.double
#                      ^ constant.numeric
- macro: m
#        ^ entity.name.function.macro.falco
- rule: A rule with it's name
#       ^^^^^^^^^^^^^^^^^^^^^ entity.name.type.rule.falco
  desc: and proc.name
#       ^^^ string
#       ^^^ !keyword
#           ^^^^^^^^^ !variable
  enabled: false
#          ^^^^^ constant.language.boolean
  priority: Warning
#           ^^^^^^^ constant.language.priority.falco
  tags: [host, mitre_x]
#        ^^^^ string.unquoted
  colour: red
# ^^^^^^ !support
#         ^^^ string.unquoted`));

  test("a quoted name has no quotes in it", () =>
    scopes(`
- rule: "Read: it"
#        ^^^^^^^^ entity.name.type.rule.falco
#       ^ punctuation.definition.string.begin
- macro: 'm'
#         ^ entity.name.function.macro.falco`));

  test("a plain condition is coloured over all its lines", () =>
    scopes(`
- macro: m
  condition: proc.name = bash and (not my_macro or fd.port >= 10)
# ^^^^^^^^^ support.type.property-name.falco
#            ^^^^^^^^^ variable.other.field.falco
#                      ^ keyword.operator.comparison.falco
#                        ^^^^ string.unquoted.value.falco
#                             ^^^ keyword.control.logical.falco
#                                  ^^^ keyword.control.logical.falco
#                                      ^^^^^^^^ entity.name.function.macro.falco
#                                                          ^^ keyword.operator.comparison.falco
#                                                             ^^ constant.numeric.falco
    and evt.type exists
#   ^^^ keyword.control.logical.falco
#                ^^^^^^ keyword.operator.wordlike.falco
  output: x
# ^^^^^^ support.type.property-name.falco`));

  test("lists hold values, and brackets hold checks", () =>
    scopes(`
- macro: m
  condition: >
    proc.name in (bash, shell_list, "a b",
#             ^^ keyword.operator.wordlike.falco
#                 ^^^^ string.unquoted.value.falco
#                      ^ !string
#                                   ^^^^^ string.quoted.double.falco
                  and) and (bash)
#                 ^^^ string.unquoted.value.falco
#                      ^^^ keyword.control.logical.falco
#                           ^^^^ entity.name.function.macro.falco`));

  test("arguments, transformers and modifiers are distinguished from fields", () =>
    scopes(`
- macro: m
  condition: |
    tolower(proc.aname[2]) startswith oneof (ba) and proc.env[HOME] = val(proc.name) and x
#   ^^^^^^^ support.function.transformer.falco
#           ^^^^^^^^^^ variable.other.field.falco
#                      ^ constant.numeric.falco
#                          ^^^^^^^^^^ keyword.operator.wordlike.falco
#                                     ^^^^^ keyword.operator.wordlike.modifier.falco
#                                            ^^ string.unquoted.value.falco
#                                                             ^^^^ string.unquoted.argument.falco
#                                                                     ^^^ support.function.transformer.falco
#                                                                         ^^^^^^^^^ variable.other.field.falco
#                                                                                        ^ entity.name.function.macro.falco`));

  test.each([
    ["literal", "condition: |\n    "],
    ["literal with indicators", "condition: |2-  # why\n    "],
    ["folded", "condition: >-\n    "],
    ["plain on the next line", "condition:\n    "],
  ])("a condition in style %s is coloured", (_, head) =>
    scopes(`
- macro: m
  ${head}proc.name = "a b"

    or x
#   ^^ keyword.control.logical.falco
#      ^ entity.name.function.macro.falco
  priority: INFO
#           ^^^^ constant.language.priority.falco
- list: l
#       ^ entity.name.type.list.falco`),
  );

  test("a double-quoted condition ends at its quote", () =>
    scopes(String.raw`
- macro: m
  condition: "proc.name = \"a b\" and proc.name in (x, 'y') or proc.name ="
#             ^^^^^^^^^ variable.other.field.falco
#                         ^^^^^^^ string.quoted.double.falco
#                                                   ^ string.unquoted.value.falco
#                                                      ^^^ string.quoted.single.falco
#                                                           ^^ keyword.control.logical.falco
  tags: [x]
# ^^^^ support.type.property-name.falco`));

  test("a single-quoted condition ends at its quote", () =>
    scopes(`
- macro: m
  condition: 'proc.name = "a" and proc.name = ''b c'' and x'
#                         ^^^ string.quoted.double.falco
#                                               ^^^ string.quoted.single.falco
#                                                         ^ entity.name.function.macro.falco
  tags: [x]
# ^^^^ support.type.property-name.falco`));

  test("an unclosed quote does not reach the next item", () =>
    scopes(`
- macro: m
  condition: "proc.name = \\"bash
- macro: n
#        ^ entity.name.function.macro.falco`));

  test.each([
    ["plain", "output: ", ""],
    ["double", 'output: "', '"'],
    ["single", "output: '", "'"],
    ["folded", "output: >\n    ", ""],
  ])("placeholders of an output in style %s are coloured", (style, head, tail) => {
    const before = style === "folded" ? 4 : 2 + head.length;
    const mark = (text: string, inner: string, scope: string) =>
      `#${" ".repeat(before + text.indexOf(inner) - 1)}${"^".repeat(inner.length)} ${scope}`;
    const text = "Ran %proc.cmdline up=%proc.aname[2] and %toupper(user.name) 100% of %10evt.num";
    return scopes(`
- rule: r
  ${head}${text}${tail}
${mark(text, "proc.cmdline", "variable.other.field.falco")}
${mark(text, "2", "constant.numeric")}
${mark(text, "and", "!keyword")}
${mark(text, "toupper", "support.function.transformer.falco")}
${mark(text, "user.name", "variable.other.field.falco")}
${mark(text, "evt.num", "variable.other.field.falco")}
  tags: [x]
# ^^^^ support.type.property-name.falco`);
  });

  test("exceptions show their fields and comparisons", () =>
    scopes(`
- rule: r
  exceptions:
    - name: e
#     ^^^^ support.type.property-name.falco
      fields: [proc.name, fd.name]
#     ^^^^^^ support.type.property-name.falco
#              ^^^^^^^^^ variable.other.field.falco
      comps: [in, =]
#             ^^ keyword.operator.wordlike.falco
#                 ^ keyword.operator.comparison.falco
      values:
        - [[bash, zsh], /etc]
#           ^^^^ string.unquoted
#                       ^^^^ string.unquoted
  priority: DEBUG
# ^^^^^^^^ support.type.property-name.falco`));

  test("what an override does stands out", () =>
    scopes(`
- rule: r
  override:
    condition: append
#   ^^^^^^^^^ support.type.property-name.falco
#              ^^^^^^ keyword.other.override.falco
  condition: and x
#            ^^^ keyword.control.logical.falco`));

  test("what is not an item of Falco's is YAML", () =>
    scopes(`
---
key: value
#^^ entity.name.tag.yaml
- macro: m
#        ^ entity.name.function.macro.falco`));
});
