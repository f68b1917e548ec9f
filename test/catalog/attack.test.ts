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
