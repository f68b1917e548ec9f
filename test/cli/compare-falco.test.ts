import path from "node:path";
import { expect, test } from "vitest";
import { runCheck } from "../../server/src/cli/check.ts";
import { standIn } from "../falco-stand-in.ts";
import { folderOf, run } from "./workspace.ts";

const RULES =
  "- list: spare\n  items: [a]\n- rule: R\n  desc: d\n  condition: proc.nmae = x\n  output: o\n  priority: INFO\n";

const issue = (code: string, item: string, message: string): object => ({
  code,
  codedesc: code,
  message,
  context: { locations: [{ item_type: "rule", item_name: item, position: { line: 0 } }], snippet: "" },
});

test("what Falco answers is shown beside ours, with what only one of them says", async () => {
  const folder = folderOf({ "rules.yaml": RULES });
  const file = path.join(folder, "rules.yaml");
  const results = [
    {
      name: file,
      successful: false,
      errors: [
        issue("LOAD_ERR_COMPILE_CONDITION", "R", "filter_check called with nonexistent field proc.nmae"),
      ],
      warnings: [issue("LOAD_NO_EVTTYPE", "R", "no | type")],
    },
  ];
  const falco = standIn(folder, {
    version: "0.44.1",
    printed: JSON.stringify({ falco_load_results: results }),
  });
  const { code, out } = await run(() => runCheck(["--falco", falco.program, "--target", "0.44.1", file]));
  expect(code).toBe(1);
  expect(out).toContain("# Falco 0.44.1 and falco-lint");
  expect(out).toContain("| rules.yaml | error | `LOAD_ERR_COMPILE_CONDITION` | R | same |");
  expect(out).toContain("| rules.yaml | warning | `LOAD_NO_EVTTYPE` | R | **only Falco** | no \\| type |  |");
  expect(falco.asked().at(-1)).toEqual(["-V", file, "-o", "json_output=true"]);
});

test("where both say the same the exit code is 0", async () => {
  const folder = folderOf({
    "falco.yaml": "rules_files: [rules.yaml]\nstdout_output: {enabled: true}\n",
    "rules.yaml": "- rule: R\n  desc: d\n  condition: evt.type = open\n  output: o\n  priority: INFO\n",
  });
  const results = [{ name: path.join(folder, "rules.yaml"), successful: true, errors: [], warnings: [] }];
  const falco = standIn(folder, {
    version: "0.44.1",
    printed: JSON.stringify({ falco_load_results: results }),
  });
  const { code, out } = await run(() => runCheck(["--falco", falco.program, folder]));
  expect(out).toContain("Both say the same.");
  expect(code).toBe(0);
  expect(falco.asked().at(-1)?.slice(0, 2)).toEqual(["-c", path.join(folder, "falco.yaml")]);
});

test("a Falco that ends without a result is shown as it is", async () => {
  const folder = folderOf({ "rules.yaml": RULES });
  const falco = standIn(folder, { version: "0.44.1", printed: "Error: plugin not found" });
  const { code, out } = await run(() => runCheck(["--falco", falco.program, folder]));
  expect(out).toContain("```text\nError: plugin not found\n```");
  expect(code).toBe(1);
  await expect(runCheck(["--falco", path.join(folder, "none"), folder])).rejects.toThrow("could not be run");
});
