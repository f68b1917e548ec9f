import { describe, test } from "vitest";
import { expectScopes } from "./scopes.ts";
import { tokenizer } from "./tokenize.ts";

const tokenize = tokenizer();
if (!tokenize)
  console.log(
    "skipped: the grammar of falco.yaml: no VS Code is installed yet whose YAML grammar could be used (npm run test:vscode).",
  );
const scopes = (text: string) => (tokenize ? expectScopes(tokenize, "source.falco-config", text) : undefined);

describe.skipIf(!tokenize)("grammar of falco.yaml", () => {
  test("it is YAML with environment variables and output fields", () =>
    scopes(`# comment
rules_files:
#^^^^^^^^^^ entity.name.tag.yaml
  - \${HOME}/rules.yaml
#     ^^^^ variable.other.environment.falco
append_output:
  - extra_output: "by %proc.name"
#                     ^ punctuation.definition.placeholder.falco
#                      ^^^^^^^^^ variable.other.field.falco`));

  test("comments stay comments", () =>
    scopes(`a: 1 # \${HOME} %proc.name
#      ^^^^^^^ comment
#      ^^^^^^^ !variable`));
});
