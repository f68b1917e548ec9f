import type { CheckInfo, FalcoVerdict, Severity } from "./check.ts";

/**
 * What Falco does with a finding, and the severity that follows: what stops Falco is an error, what it reports is a
 * warning, and what only we say has the severity of the check. `falco` is undefined where every finding of the check has
 * the same verdict.
 */
export function verdictOn(
  check: CheckInfo,
  falco: string | null | undefined,
): { readonly falco: FalcoVerdict; readonly severity: Severity } {
  const verdict = falco === undefined ? check.falco : toVerdict(falco);
  if (verdict === check.falco) return { falco: verdict, severity: check.severity };
  if (verdict === null) return { falco: verdict, severity: check.quiet ?? check.severity };
  return { falco: verdict, severity: stopsFalco(verdict) ? "error" : "warning" };
}

function stopsFalco(verdict: string): boolean {
  return verdict === "fatal" || verdict.startsWith("LOAD_ERR");
}

function toVerdict(falco: string | null): FalcoVerdict {
  if (falco === "schema" || falco === "fatal" || falco === "log") return falco;
  return falco?.startsWith("LOAD_") ? `LOAD_${falco.slice("LOAD_".length)}` : null;
}
