export type { FileRange, Span } from "./text/span.ts";
