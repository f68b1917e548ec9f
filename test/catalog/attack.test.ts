import { expect, test } from "vitest";
import { KNOWN_TAGS, knownTag } from "../../server/src/catalog/tags/attack.ts";

test("there are the fourteen tactics, each with its identifier", () => {
  const tactics = KNOWN_TAGS.filter(({ kind, tag }) => kind === "tactic" && tag.startsWith("TA"));
  expect(tactics).toHaveLength(14);
});

test("a technique below another has both names, and the tactics that they serve", () => {
  expect(knownTag("T1548.001")).toMatchObject({
    name: "Abuse Elevation Control Mechanism: Setuid and Setgid",
    tactics: ["Defense Evasion", "Privilege Escalation"],
    page: "https://attack.mitre.org/techniques/T1548/001/",
  });
});

test("tags are known in any case", () => {
  expect(knownTag("t1611")?.name).toBe("Escape to Host");
  expect(knownTag("MITRE_EXECUTION")?.name).toBe("Execution");
});

test.each([
  ["T1036.005", "Masquerading: Match Legitimate Resource Name or Location", ["Defense Evasion"]],
  ["T1112", "Modify Registry", ["Defense Evasion", "Persistence"]],
  ["T1059.013", "Command and Scripting Interpreter: Container CLI/API", ["Execution"]],
])("%s is named as in ATT&CK 18", (tag, name, tactics) => {
  expect(knownTag(tag)).toMatchObject({ name, tactics });
});
