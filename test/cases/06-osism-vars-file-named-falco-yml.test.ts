import { expect, test } from "vitest";
import { caseOf, readCase } from "./case.ts";

test("files of Ansible that are merely named falco.yml have nothing", () => {
  expect(readCase("06-osism-vars-file-named-falco-yml").problems).toEqual([]);
});

test("a configuration is one in any folder, by its content", () => {
  const { problems } = caseOf({
    "roles/falco/vars/falco.yml": "json_ouput: true\nrules_files: [a.yaml]\nstdout_output: {enabled: true}\n",
  });
  expect(problems.map(({ code, text }) => `${code} ${text}`)).toEqual(["unknown-config-key json_ouput"]);
});

test("an empty falco.yaml elsewhere is what its name says", () => {
  expect(caseOf({ "etc/falco/falco.yaml": "# nothing yet\n" }).problems.map(({ code }) => code)).toEqual([
    "config-not-a-map",
  ]);
});
