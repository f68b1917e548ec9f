/** The one place where a worded finding becomes a problem of a document. */
import type { Document, ParsedRegion } from "../hosts/document.ts";
import type { Region } from "../hosts/host.ts";
import { isOpaqueAt } from "../hosts/opaque.ts";
import type { RegionFindings } from "../model/document/region-findings.ts";
import type { FindingCode } from "../model/finding.ts";
import { keepsAnchors } from "../syntax/anchors.ts";
import type { Finding } from "../text/finding.ts";
import { isolated } from "../text/isolated.ts";
import type { Steps } from "../text/to-end.ts";
import { mapSpan } from "../text/offset-map.ts";
import { joinTouching, type Span } from "../text/span.ts";
import type { CheckInfo, Fix, FixDraft, Problem, Related, Rendered } from "./check.ts";
import { isFilledIn } from "./filled-in.ts";
import { type KeepsYaml, keepingYaml } from "./keeps-yaml.ts";
import { checkOf } from "./registry.ts";
import { verdictOn } from "./verdict.ts";

/** A finding as any of the model's tables holds it. */
export type AnyFound = Finding<FindingCode> & { readonly falco?: string | null };

/** Where a problem is shown, and what it has there. */
export interface Placed {
  readonly region: ParsedRegion;
  /** Offsets in the document. */
  readonly span: Span;
  readonly related: readonly Related[];
  /** The fixes that could be placed. */
  readonly fixes: readonly Fix[];
}

/** Puts a worded finding into a document. The problem keeps its finding beside its fixes. */
export function toProblem(
  check: CheckInfo,
  finding: AnyFound,
  rendered: Rendered,
  { region, span, related, fixes }: Placed,
): Problem {
  const { falco, severity } = verdictOn(check, finding.falco);
  return {
    code: check.code,
    severity: rendered.severity ?? severity,
    message: rendered.message,
    span,
    falco: rendered.falco === undefined ? falco : rendered.falco,
    related,
    fixes: region.template ? [] : [...fixes, ...(rendered.placed ?? [])],
    finding,
    ...decideOf(rendered, fixes, region),
    ...(rendered.deprecated && { deprecated: true }),
    ...(rendered.unnecessary && { unnecessary: true }),
  };
}

/** What is in a command. A page shows it for whatever release its readers have. Source: facts, cli-contexts.md, on docs. */
const COMMANDS: ReadonlySet<Region["kind"]> = new Set(["command-line", "environment", "setting"]);

/** How many findings are worded in one step. */
const STRIDE = 100;

/** The problems of what is found in one text, in steps. */
export function* regionProblems(
  { region, findings, isReadOnly }: RegionFindings,
  document: Document,
): Steps<readonly Problem[]> {
  const around = { region, isReadOnly: isReadOnly === true, keepsYaml: keepingYaml(region) };
  const problems: Problem[] = [];
  for (const [at, finding] of findings.entries()) {
    if (at % STRIDE === STRIDE - 1) yield;
    const own = isolated(
      () => `Check ${finding.code} at ${region.map.at(finding.span.start)} of ${document.uri}`,
      [],
      () => regionProblem(finding, document, around),
    );
    problems.push(...own);
  }
  return problems;
}

/** What the problems of one region share. */
interface Around {
  readonly region: ParsedRegion;
  readonly isReadOnly: boolean;
  readonly keepsYaml: KeepsYaml;
}

function regionProblem(
  finding: RegionFindings["findings"][number],
  document: Document,
  { region, isReadOnly, keepsYaml }: Around,
): readonly Problem[] {
  const check = checkOf(finding.code);
  if (isOpaqueAt(region, finding.span)) return [];
  // What a template fills in or leaves out may settle it: only what a release removes is shown there.
  const isUnsure = isFilledIn(region, finding.span);
  if (isUnsure && !isAged(finding.code)) return [];
  const rendered = check.render(finding, region.text);
  const placed = toProblem(check, finding, rendered, {
    region,
    span: mapSpan(region.map, finding.span),
    related: [
      ...("related" in finding ? (finding.related ?? []) : []).map(({ message, ...span }) => ({
        uri: document.uri,
        ...mapSpan(region.map, span),
        message,
      })),
      ...("beside" in finding ? (finding.beside ?? []) : []),
    ],
    fixes: (rendered.fixes ?? []).flatMap((fix) => placedFix(fix, document, region, keepsYaml)),
  });
  const isHint = isUnsure || (document.host === "markdown" && COMMANDS.has(region.kind));
  return [{ ...placed, ...(isHint && { severity: "hint" }), ...(isReadOnly && { fixes: [] }) }];
}

/** Whether findings of a code say that a release removed or deprecated something, whatever its value is. */
function isAged(code: FindingCode): boolean {
  switch (code) {
    case "removed-option":
    case "deprecated-option":
    case "removed-variable":
    case "deprecated-variable":
    case "removed-driver-loader":
    case "removed-chart-value":
    case "deprecated-chart-value":
    case "removed-config-key":
    case "deprecated-config-key":
    case "removed-image":
    case "deprecated-output-field":
      return true;
    default:
      return false;
  }
}

/** What is left to a person: what the check says, or why a fix that it knows cannot be made in this place. */
function decideOf(rendered: Rendered, placed: readonly Fix[], region: ParsedRegion): Pick<Problem, "decide"> {
  if (rendered.decide !== undefined) return { decide: rendered.decide };
  const drafts = rendered.fixes ?? [];
  if (drafts.length > 0 && region.template)
    return { decide: `It is inside a template, which is never edited. Do it manually: ${drafts[0]?.title}.` };
  if (drafts.length > 0 && placed.length === 0)
    return {
      decide: `It cannot be edited without changing more. Do it manually: ${drafts[0]?.title}.`,
    };
  return {};
}

function placedFix(
  { title, safety, edits, makes }: FixDraft,
  { uri }: Document,
  region: ParsedRegion,
  keepsYaml: KeepsYaml,
): Problem["fixes"] {
  const roots = region.yaml?.documents ?? [];
  if (!roots.every(({ root }) => keepsAnchors(root, region.text, edits)) || !keepsYaml(edits)) return [];
  const wanted = joinTouching(edits);
  const made = wanted
    .map(({ span, newText }) => region.map.edit(span, newText))
    .filter((edit) => edit !== undefined);
  if (made.length < wanted.length || made.length === 0) return [];
  const placedEdits = made.map(({ span, newText }) => ({ uri, ...span, newText }));
  return [{ title, safety, edits: placedEdits, ...(makes !== undefined && { makes }) }];
}
