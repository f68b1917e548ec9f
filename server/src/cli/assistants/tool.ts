import type { z } from "zod";

/** A tool that an assistant may call. What goes in and what comes out is checked against the schemas. */
export interface Tool<In extends z.ZodObject = z.ZodObject, Out extends z.ZodObject = z.ZodObject> {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly input: In;
  readonly output: Out;
  /** Writes files where it is asked to. */
  readonly writes?: true;
  /** @throws UsageError with a sentence for the assistant */
  run(given: z.infer<In>): z.infer<Out>;
}

/** Keeps the types of a tool's schemas for its function. */
export function tool<In extends z.ZodObject, Out extends z.ZodObject>(it: Tool<In, Out>): Tool<In, Out> {
  return it;
}
