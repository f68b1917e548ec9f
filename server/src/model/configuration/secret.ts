import type { YamlScalar } from "../../syntax/yaml-node.ts";

/** Whether a secret may be a real one: it refers to nothing, and looks like no example. */
export function isWrittenOut({ text }: YamlScalar): boolean {
  return !/^\s*$|[<>{}*$]|\.\.\.|x{3}|your|example|change|redacted|placeholder|password|secret|token/i.test(
    text,
  );
}
