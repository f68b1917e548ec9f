import type { ConfigKeyRecord } from "../../catalog/records.ts";
import { booleanOf, type YamlNode } from "../../syntax/yaml-node.ts";
import { table } from "../../text/table.ts";

/**
 * Deprecated keys that the log mentions, and when: at any use, when switched on, or when the value is not the usual one.
 * All others are deprecated on paper only. Source: facts, validation-behaviour.md, section "Warnings".
 */
const LOGGED = table<{ readonly when: "always" | "on" | "unusual" }>({
  rules_file: { when: "always" },
  "grpc.enabled": { when: "on" },
  "grpc_output.enabled": { when: "on" },
  "outputs.rate": { when: "unusual" },
  syscall_buf_size_preset: { when: "unusual" },
  syscall_drop_failed_exit: { when: "unusual" },
  "modern_bpf.cpus_for_each_syscall_buffer": { when: "unusual" },
});

/** Whether a release that still reads the key logs a warning about this use of it. */
export function logsUse(record: ConfigKeyRecord, value: YamlNode): boolean {
  const logged = LOGGED.get(record.path);
  if (!logged) return false;
  if (logged.when === "always") return true;
  if (value.kind !== "scalar" || value.isNull) return false;
  return logged.when === "on" ? booleanOf(value.text) === true : value.text !== String(record.default);
}
