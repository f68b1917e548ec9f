import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

/** What a made-up Falco prints: its version, its fields as JSON, and its answer to anything else. */
export interface StandIn {
  readonly version: string;
  readonly fields?: string;
  readonly printed: string;
}

/** A program in a folder that prints these answers, and notes what it was asked. */
export function standIn(
  folder: string,
  { version, fields = "", printed }: StandIn,
): { readonly program: string; readonly asked: () => readonly (readonly string[])[] } {
  const program = path.join(folder, "falco");
  const log = path.join(folder, "asked.log");
  const answers = { "--version": `Falco version: ${version} (x86_64)\n`, "--list": fields };
  const script = [
    `#!${process.execPath}`,
    `require("node:fs").appendFileSync(${JSON.stringify(log)}, JSON.stringify(process.argv.slice(2)) + "\\n");`,
    `process.stdout.write(${JSON.stringify(answers)}[process.argv[2]] ?? ${JSON.stringify(printed)});`,
  ];
  writeFileSync(program, script.join("\n"), { mode: 0o755 });
  const asked = (): readonly (readonly string[])[] =>
    existsSync(log)
      ? readFileSync(log, "utf8")
          .trim()
          .split("\n")
          .map((line) => JSON.parse(line) as readonly string[])
      : [];
  return { program, asked };
}
