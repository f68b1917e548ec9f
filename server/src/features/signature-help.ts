import type { TransformerRecord } from "../catalog/language-records.ts";
import type { Snapshot } from "../model/workspace/workspace.ts";
import { locate } from "./locate/locate.ts";
import { runBefore } from "../text/run-before.ts";

export interface Signature {
  readonly label: string;
  readonly documentation: string;
  readonly parameters: readonly string[];
  readonly active: number;
}

/** The transformer whose arguments are being typed at an offset. */
export function signatureHelp(snapshot: Snapshot, uri: string, offset: number): Signature | undefined {
  const place = locate(snapshot, uri, offset);
  if (place?.at !== "condition" && place?.at !== "output") return undefined;
  const call = openCall(place.text.slice(0, place.offset));
  const transformer = call && place.catalog.transformers.get(call.name);
  if (!call || !transformer) return undefined;
  const parameters = parametersOf(transformer);
  return {
    label: `${transformer.name}(${parameters.join(", ")})`,
    documentation: transformer.description,
    parameters,
    active: Math.min(call.commas, parameters.length - 1),
  };
}

/** The innermost call whose bracket is open at the end of a text, with the number of commas in it so far. */
function openCall(text: string): { readonly name: string; readonly commas: number } | undefined {
  let depth = 0;
  let commas = 0;
  for (let at = text.length - 1; at >= 0; at--) {
    const char = text[at];
    if (char === ")") depth++;
    else if (char === "," && depth === 0) commas++;
    else if (char === "(" && depth > 0) depth--;
    else if (char === "(") {
      const name = /^[0-9]*([a-z][a-z0-9]*)$/.exec(text.slice(runBefore(text, at, /[a-z0-9]/), at))?.[1];
      if (name !== undefined) return { name, commas };
      commas = 0;
    }
  }
  return undefined;
}

function parametersOf({ name, minArguments, maxArguments }: TransformerRecord): readonly string[] {
  if (name === "join") return ["separator", "list"];
  if (name === "getopt") return ["arguments", "options"];
  if (minArguments === 1) return ["field"];
  const fixed = Array.from({ length: minArguments }, (_, at) => `text${at + 1}`);
  return maxArguments === undefined ? [...fixed, "…"] : fixed;
}
