import type { LoadOptions } from "../options.ts";

export interface EvaluateOptions extends LoadOptions {
  readonly jsonl: boolean;
  readonly event: string | undefined;
  readonly source: string | undefined;
  readonly all: boolean;
  readonly format: "human" | "json";
}
