import { expect, test } from "vitest";
import { problemsOf } from "../../server/src/checks/run.ts";
import { complete } from "../../server/src/features/completion/complete.ts";
import { hover } from "../../server/src/features/hover/hover.ts";
import { fixture } from "../features/fixture.ts";

/** Severity and text of each problem in the one file of a fixture. */
function told(text: string): string[] {
  const { snapshot, uri } = fixture(`${text}$0`);
  const { text: own = "" } = snapshot.documents.get(uri) ?? {};
  return problemsOf(snapshot, uri).map(
    ({ severity, span, message }) => `${severity} ${own.slice(span.start, span.end)}: ${message}`,
  );
}

const INDEX = `- name: okta
  type: plugin
  registry: ghcr.io
  repository: falcosecurity/plugins/plugin/okta
  signature:
    cosign:
      certificate-oidc-issuer: https://token.actions.githubusercontent.com
  description: Okta Log Events
  home: https://github.com/falcosecurity/plugins/tree/main/plugins/okta
  keywords: [audit, okta]
  license: Apache-2.0
  maintainers:
    - email: a@example.com
      name: The Authors
  sources: [https://example.com]
- name: okta-rules
  type: rulesfile
  registry: ghcr.io
  repository: falcosecurity/plugins/ruleset/okta
`;

const REGISTRY = `reserved_sources: ["syscall", "internal", "plugins"]
plugins:
  - name: plugin-id-zero-value
    reserved: true
    capabilities:
      sourcing:
        supported: true
        id: 0
  - name: k8saudit-eks
    authors: The Authors
    contact: https://example.com
    rules_url: https://example.com/rules
    capabilities:
      sourcing:
        supported: true
        id: 9
        source: k8s_audit
      extraction:
        supported: true
  - name: json
    capabilities:
      extraction:
        supported: true
        sources: [syscall]
`;

test("an index and a registry as the projects write them are left alone", () => {
  expect(told(`#- index.yaml\n${INDEX}`)).toEqual([]);
  expect(told(`#- registry.yaml\n${REGISTRY}`)).toEqual([]);
});

test("files of these names that are somebody else's are not read", () => {
  const { snapshot, uri } = fixture("#- registry.yaml\nplugins:\n  - name: a\n$0");
  expect(snapshot.documents.get(uri)?.host).toBeUndefined();
});

test.each([
  [
    INDEX.replace("repository:", "repositry:"),
    ["warning name: `repository` is missing.", "warning repositry: Unknown"],
  ],
  [INDEX.replace("okta-rules", "okta"), ["error okta: `okta` is used by two entries. Rename one of them."]],
  [INDEX.replace("rulesfile", "rules"), ["warning rules: Unknown type `rules`. Use `rulesfile`,"]],
])("a wrong index is reported", (text, said) => {
  const found = told(`#- index.yaml\n${text}`).sort();
  expect(found.map((one, at) => one.slice(0, said[at]?.length))).toEqual(said);
});

test.each([
  [
    REGISTRY.replace("k8saudit-eks", "K8sAudit"),
    "error K8sAudit: Name `K8sAudit` must start with a letter and contain only lowercase letters",
  ],
  [
    REGISTRY.replace("source: k8s_audit", "source: syscall"),
    "error syscall: Event source `syscall` is reserved.",
  ],
  [
    REGISTRY.replace("source: k8s_audit", "source: k8s-audit"),
    "error k8s-audit: Name `k8s-audit` must start with a letter",
  ],
  [REGISTRY.replace("id: 9", "id: 0"), "error 0: `0` is used by two entries."],
  [REGISTRY.replace("rules_url", "rule_url"), "warning rule_url: Unknown setting `rule_url`."],
])("a wrong registry is reported", (text, said) => {
  const [only = "", ...others] = told(`#- registry.yaml\n${text}`);
  expect(only.slice(0, said.length)).toBe(said);
  expect(others).toEqual([]);
});

test("keys are completed and explained", () => {
  const index = fixture(`#- index.yaml\n${INDEX}  $0`);
  expect(complete(index.snapshot, index.uri, index.offset).map(({ label }) => label)).toEqual(
    expect.arrayContaining(["signature", "keywords"]),
  );
  const registry = fixture(`#- registry.yaml\n${REGISTRY.replace("rules_url", "rules_u$0rl")}`);
  expect(hover(registry.snapshot, registry.uri, registry.offset)?.markdown).toContain("Page of its rules.");
});
