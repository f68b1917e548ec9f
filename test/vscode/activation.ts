import { equal } from "./expect.ts";
import { extension, open } from "./editor.ts";

suite("activation", () => {
  test("opening a rules file activates the extension and its server", async () => {
    await open("falco_rules.yaml");
    await extension().activate();
    equal(extension().isActive, true);
  });

  test("a rules file is recognised by its name", async () => {
    equal((await open("falco_rules.yaml")).languageId, "falco-rules");
  });
});
