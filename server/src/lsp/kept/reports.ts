import type { Diagnostic, Position, Range } from "vscode-languageserver";

/** The diagnostics of a workspace, by document; those without any are left out. */
export type Reports = ReadonlyMap<string, readonly Diagnostic[]>;

/** What is kept of a workspace: what was reported, and the hash of all that it depends on. */
export function textOfReports(inputs: string, reports: Reports): string {
  return JSON.stringify({ inputs, reports: [...reports].filter(([, items]) => items.length > 0) });
}

/** What was reported for the same inputs; undefined for other inputs, and for anything that is not what was written. */
export function readReports(text: string | undefined, inputs: string): Reports | undefined {
  const kept = recordOf(parsed(text));
  const { reports } = kept;
  if (kept["inputs"] !== inputs || !Array.isArray(reports)) return undefined;
  const isWhole = reports.every(
    (one) =>
      Array.isArray(one) && one.length === 2 && typeof one[0] === "string" && isListOf(one[1], isDiagnostic),
  );
  return isWhole ? new Map(reports as [string, Diagnostic[]][]) : undefined;
}

function parsed(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whether a value is of the shape that `toDiagnostic` makes. */
function isDiagnostic(value: unknown): boolean {
  const { range, severity, code, source, message, data, codeDescription, tags, relatedInformation } =
    recordOf(value);
  return (
    isRange(range) &&
    isOneOf(severity, 4) &&
    [code, source, message].every((one) => typeof one === "string") &&
    (data === undefined || typeof recordOf(data)["falco"] === "string") &&
    (codeDescription === undefined || typeof recordOf(codeDescription)["href"] === "string") &&
    (tags === undefined || isListOf(tags, (tag) => isOneOf(tag, 2))) &&
    (relatedInformation === undefined || isListOf(relatedInformation, isRelated))
  );
}

function isRelated(value: unknown): boolean {
  const { location, message } = recordOf(value);
  const { uri, range } = recordOf(location);
  return typeof message === "string" && typeof uri === "string" && isRange(range);
}

function isRange(value: unknown): value is Range {
  const { start, end } = recordOf(value);
  return isPosition(start) && isPosition(end);
}

function isPosition(value: unknown): value is Position {
  const { line, character } = recordOf(value);
  return [line, character].every((one) => Number.isInteger(one) && Number(one) >= 0);
}

function isOneOf(value: unknown, most: number): boolean {
  return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= most;
}

function isListOf(value: unknown, isOne: (one: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isOne);
}

// biome-ignore lint/plugin: read by our own names
type Read = Readonly<Partial<Record<string, unknown>>>;

/** Empty for what is not an object. */
function recordOf(value: unknown): Read {
  return typeof value === "object" && value !== null ? (value as Read) : {};
}
