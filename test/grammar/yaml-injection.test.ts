import { describe, test } from "vitest";
import { expectScopes } from "./scopes.ts";
import { tokenizer } from "./tokenize.ts";

const tokenize = tokenizer();
if (!tokenize)
  console.log(
    "skipped: the injection into YAML: no VS Code is installed yet whose YAML grammar could be used (npm run test:vscode).",
  );
const scopes = (text: string) => (tokenize ? expectScopes(tokenize, "source.yaml", text) : undefined);

describe.skipIf(!tokenize)("what is injected into YAML", () => {
  test("an item of Falco's is coloured, and ends with the item", () =>
    scopes(`# my rules
- required_engine_version: 0.31.0
- rule: r
#       ^ entity.name.type.rule.falco
  condition: >
    proc.name = bash and x
#   ^^^^^^^^^ variable.other.field.falco
#                    ^^^ keyword.control.logical.falco
  output: ran %proc.name
#              ^^^^^^^^^ variable.other.field.falco
- other: thing
  condition: proc.name = bash
#            ^^^^^^^^^ !variable
- list: l
#       ^ entity.name.type.list.falco
key: value
#^^ entity.name.tag.yaml`));

  test("an indented list is coloured too", () =>
    scopes(`
  - macro: m
    condition: not x
#              ^^^ keyword.control.logical.falco
  - macro: n
#          ^ entity.name.function.macro.falco`));

  test("items in a block scalar or below a key are coloured", () =>
    scopes(`
data:
  rules.yaml: |-
    - macro: m
      condition: not x
#                ^^^ keyword.control.logical.falco
    - list: l
#           ^ entity.name.type.list.falco
  other: not x
# ^^^^^ entity.name.tag.yaml
#        ^^^ !keyword
spec:
  - rule: r
    condition: not x
#              ^^^ keyword.control.logical.falco
  - other: r
    condition: not x
#              ^^^ !keyword`));

  test("nobody else's condition is coloured", () =>
    scopes(`
condition: proc.name = bash and x
#          ^^^^^^^^^ !variable
#                           ^^^ !keyword
steps:
  - script: x
    condition: not x
#              ^^^ !keyword
    output: "%proc.name"
#             ^^^^^^^^^ !variable
rules:
  - if: x
    rule: y
    condition: not x
#              ^^^ !keyword`));

  test("rules in the values of a chart are coloured in every kind of block scalar", () =>
    scopes(`
falco:
  json_output: true
customRules:
  a.yaml: |-
    - rule: r
#           ^ entity.name.type.rule.falco
      condition: >-
        evt.type = open and
#       ^^^^^^^^ variable.other.field.falco
        x
      output: by %proc.name
#                 ^^^^^^^^^ variable.other.field.falco
  b.yaml: >2
    - macro: m
      condition: not x
#                ^^^ keyword.control.logical.falco
driver:
# ^^^^ entity.name.tag.yaml`));

  test("rules in an object within another's values are coloured", () =>
    scopes(`
spec:
  source:
    helm:
      values: |
        customRules:
          a.yaml: |-
            - macro: m
              condition: not x
#                        ^^^ keyword.control.logical.falco
      valuesObject:
        customRules:
          b.yaml: |-
            - macro: n
#                    ^ entity.name.function.macro.falco`));
});

describe.skipIf(!tokenize)("what is injected into Markdown", () => {
  const page = (text: string) => (tokenize ? expectScopes(tokenize, "text.html.markdown", text) : undefined);

  test("rules in a YAML block are coloured, and end with it", () =>
    page(`# Page

\`\`\`yaml
- rule: r
#       ^ entity.name.type.rule.falco
  condition: proc.name = bash and x
#            ^^^^^^^^^ variable.other.field.falco
#                             ^^^ keyword.control.logical.falco
\`\`\`

- rule: not x
#       ^^^ !keyword`));

  test("rules in chart values on a page, within a list, are coloured", () =>
    page(`- one

  \`\`\`yaml
  customRules:
    a.yaml: |-
      - macro: m
        condition: not x
#                  ^^^ keyword.control.logical.falco
  \`\`\``));
});
