import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Start } from "./measures.ts";
import { startServer } from "./server-process.ts";

const PROGRAM = "node_modules/yaml-language-server/bin/yaml-language-server";

/**
 * Returns what starts yaml-language-server with our schema for rules files, and nothing from the network.
 *
 * @throws Error where the schema takes no effect: what was measured then would be less than the server's work
 */
export async function peerOf(root: string): Promise<Start> {
  const schema = pathToFileURL(path.join(root, "schemas/falco-rules.schema.json")).href;
  const settings = {
    yaml: {
      validate: true,
      hover: true,
      completion: true,
      schemaStore: { enable: false },
      kubernetesCRDStore: { enable: false },
      schemas: { [schema]: ["*_rules.yaml"] },
    },
  };
  const launch: Start = (how) => startServer({ ...how, program: path.join(root, PROGRAM), settings });
  const started = await launch({ cache: "" });
  const uri = "file:///bench/wrong_rules.yaml";
  const found = started.diagnostics(uri);
  await started.open(uri, "- rule: a\n  descr: b\n");
  const { items } = await found;
  await started.stop();
  if (items.length === 0) throw new Error("yaml-language-server does not use the schema.");
  return launch;
}
