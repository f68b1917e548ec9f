import type { Document, ParsedRegion } from "../hosts/document.ts";
import type { Region } from "../hosts/host.ts";
import { keepsAnchors } from "../syntax/anchors.ts";
import { mapSpan } from "../text/offset-map.ts";
import { joinTouching, overlaps } from "../text/span.ts";
import type { CheckInfo, Finding, Fix, FixDraft, Problem, Rendered } from "./check.ts";
import { isFilledIn } from "./filled-in.ts";
import { isolated } from "../text/isolated.ts";

/** A check of any finding, as a table holds it. */
export interface AnyCheck extends CheckInfo {
  render(finding: never, text: string): Rendered;
}

/** What stands in a command. A page shows it for whatever release its readers have. Source: facts, cli-contexts.md, on docs. */
const COMMANDS: ReadonlySet<Region["kind"]> = new Set(["command-line", "environment", "setting"]);

export type Checked = Finding & { readonly falco?: string | null; readonly beside?: Problem["related"] };

export function rendered(
  findings: readonly Checked[],
  checks: ReadonlyMap<string, AnyCheck>,
  document: Document,
  region: ParsedRegion,
): readonly Problem[] {
  return findings.flatMap((finding) =>
    isolated(
      () => `Check ${finding.code} at ${region.map.at(finding.span.start)} of ${document.uri}`,
      [],
      () => renderedOne(finding, checks, document, region),
    ),
  );
}

function renderedOne(
  finding: Checked,
  checks: ReadonlyMap<string, AnyCheck>,
  document: Document,
  region: ParsedRegion,
): readonly Problem[] {
  const check = checks.get(finding.code);
  if (!check || region.opaque?.some((hole) => overlaps(hole, finding.span))) return [];
  // What a template fills in or leaves out may mend it: just what is on its way out is told there.
  const isUnsure = isFilledIn(region, finding.span);
  if (isUnsure && !/^(?:removed|deprecated)-/.test(check.code)) return [];
  const made = check.render(finding as never, region.text);
  const { falco, severity, message, deprecated, unnecessary } = made;
  const own = severity ?? check.severity;
  const fixes = (made.fixes ?? []).flatMap((fix) => placed(fix, document, region));
  return [
    {
      code: check.code,
      severity: isUnsure || (document.host === "markdown" && COMMANDS.has(region.kind)) ? "hint" : own,
      message,
      span: mapSpan(region.map, finding.span),
      falco: falco === undefined ? check.falco : falco,
      related: [
        ...(finding.related ?? []).map(({ message: text, ...span }) => ({
          uri: document.uri,
          ...mapSpan(region.map, span),
          message: text,
        })),
        ...(finding.beside ?? []),
      ],
      fixes: region.template ? [] : fixes,
      ...decideOf(made, fixes, region),
      ...(deprecated && { deprecated }),
      ...(unnecessary && { unnecessary }),
    },
  ];
}

/** What is left to a person: what the check says, or why a fix that it knows cannot be made in this place. */
export function decideOf(
  rendered: Rendered,
  placed: readonly Fix[],
  region: ParsedRegion,
): Pick<Problem, "decide"> {
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

function placed(
  { title, safety, edits, makes }: FixDraft,
  { uri }: Document,
  region: ParsedRegion,
): Problem["fixes"] {
  const roots = region.yaml?.documents ?? [];
  if (!roots.every(({ root }) => keepsAnchors(root, region.text, edits))) return [];
  const wanted = joinTouching(edits);
  const made = wanted
    .map(({ span, newText }) => region.map.edit(span, newText))
    .filter((edit) => edit !== undefined);
  if (made.length < wanted.length || made.length === 0) return [];
  const placedEdits = made.map(({ span, newText }) => ({ uri, ...span, newText }));
  return [{ title, safety, edits: placedEdits, ...(makes !== undefined && { makes }) }];
}
