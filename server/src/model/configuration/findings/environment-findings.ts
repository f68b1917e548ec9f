import type { YamlMap, YamlNode, YamlScalar } from "../../../syntax/yaml-node.ts";
import { shows } from "../behaviour.ts";
import type { ConfigContext } from "../context.ts";
import { hasClosedBraces } from "../scalar-value.ts";
import type { ConfigFinding } from "../finding.ts";
import { childPath } from "../keys.ts";

/** Keys whose text somebody else expands later, so that a `$` means something to them. */
const FOREIGN =
  /^(?:program_output\.program|plugins\[\]\.(?:init_config|open_params).*|append_output\[\].*|static_fields.*)$/;

/**
 * References to environment variables that Falco takes otherwise than a shell would: `${VAR:-x}`, `$VAR`, and a `$`
 * that ends the search. Source: facts, validation-behaviour.md, section "Environment variables".
 */
export function environmentFindings(root: YamlMap, { target }: ConfigContext): readonly ConfigFinding[] {
  if (!shows(target, "variables")) return [];
  const findings: ConfigFinding[] = [];
  visit(root, "", findings, new Set());
  return findings;
}

function visit(node: YamlNode, path: string, findings: ConfigFinding[], seen: Set<unknown>): void {
  if (node.kind === "scalar") {
    const found = node.isNull || !node.text.includes("$") ? undefined : trap(node, path);
    if (found) findings.push(found);
    return;
  }
  const members = node.kind === "map" ? node.entries : node.items;
  if (seen.has(members)) return;
  seen.add(members);
  if (node.kind === "map")
    for (const { key, value } of node.entries) visit(value, childPath(path, key.text), findings, seen);
  else for (const item of node.items) visit(item, `${path}[]`, findings, seen);
}

/** The first reference in the text that does not do what it looks like. */
function trap(scalar: YamlScalar, path: string): ConfigFinding | undefined {
  const { text, span } = scalar;
  const finding = { code: "environment-reference" as const, span, path, falco: null };
  let at = text.indexOf("$");
  while (at >= 0) {
    const rest = text.slice(at);
    const reference = /^\$\$?\{([^}]*)\}/.exec(rest);
    if (reference) {
      const name = reference[1] ?? "";
      if (!rest.startsWith("$$") && /[:?+=-]/.test(name) && !FOREIGN.test(path))
        return { ...finding, problem: "default", text: reference[0] };
      at = text.indexOf("$", at + reference[0].length);
      continue;
    }
    if (/^\$\$?\{/.test(rest))
      return FOREIGN.test(path) ? undefined : { ...finding, problem: "unclosed", text: rest };
    if (hasClosedBraces(rest.slice(1))) return { ...finding, problem: "stopped", text: rest };
    const bare = /^\$[A-Z_][A-Z0-9_]*(?=$|\/)/.exec(text);
    return bare && !FOREIGN.test(path) ? { ...finding, problem: "bare", text: bare[0] } : undefined;
  }
  return undefined;
}
