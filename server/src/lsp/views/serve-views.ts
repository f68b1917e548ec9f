import type { Connection } from "vscode-languageserver";
import { ATTACK_VERSION } from "../../catalog/tags/attack.ts";
import { coverageOf } from "../../features/coverage/coverage.ts";
import { coverageSvg, navigatorLayer } from "../../features/coverage/coverage-text.ts";
import { environmentOf, rulesetsAround, type Stated } from "../../features/overview/environment.ts";
import { definedRules, rulesetOverview } from "../../features/overview/rule-overview.ts";
import type { Snapshot } from "../../model/workspace/workspace.ts";
import { answerLater } from "../answer.ts";
import { toLocation } from "../convert.ts";
import { loadInStrides } from "../load-in-strides.ts";
import type { Session } from "../session/session.ts";
import { keyOf } from "../session/uris.ts";
import { inStrides } from "../strides.ts";
import {
  COVERAGE,
  type CoverageParams,
  type CoverageResult,
  OVERVIEW,
  type OverviewParams,
  type OverviewResult,
  type StatedPlace,
} from "./view-protocol.ts";

/** Answers what the views of the client show. Null where the request was cancelled. */
export function serveViews(connection: Connection, session: Session): void {
  connection.onRequest(OVERVIEW, (params: OverviewParams, token) =>
    answerLater<OverviewResult | null>(connection, "Overview of the rules", null, async () => {
      if (!(await loadInStrides(session, undefined, token))) return null;
      return (await inStrides(overview(session.snapshot(), params), token)) ?? null;
    }),
  );
  connection.onRequest(COVERAGE, (params: CoverageParams, token) =>
    answerLater<CoverageResult | null>(connection, "Coverage of ATT&CK", null, async () =>
      (await loadInStrides(session, undefined, token)) ? coverage(session.snapshot(), params) : null,
    ),
  );
}

/** A step for each ruleset. */
function* overview(
  snapshot: Snapshot,
  { uri, shadowed = false }: OverviewParams,
): Generator<void, OverviewResult> {
  const { documents } = snapshot;
  const key = uri === undefined ? undefined : keyOf(uri);
  const { target, plugins } = environmentOf(snapshot, key);
  const around = rulesetsAround(snapshot, key);
  const rulesets: OverviewResult["rulesets"][number][] = [];
  for (const ruleset of [...around, ...snapshot.rulesets.filter((one) => !around.includes(one))]) {
    const { rules, ...one } = rulesetOverview(ruleset, snapshot, { shadowed });
    rulesets.push({
      ...one,
      rules: rules.map(({ places, ...rule }) => ({
        ...rule,
        places: places.flatMap((place) => toLocation(documents, place) ?? []),
      })),
    });
    yield;
  }
  return {
    target: { version: target.version, ...placed(target, snapshot) },
    plugins: plugins.map(({ name, version, ...stated }) => ({
      name,
      ...(version !== undefined && { version }),
      ...placed(stated, snapshot),
    })),
    rulesets,
  };
}

function placed({ origin, at }: Stated, { documents }: Snapshot): StatedPlace {
  const location = at && toLocation(documents, at);
  return { origin, ...(location && { at: location }) };
}

function coverage(snapshot: Snapshot, { format }: CoverageParams): CoverageResult {
  const covered = coverageOf(snapshot);
  const file =
    format === undefined ? undefined : format === "svg" ? coverageSvg(covered) : navigatorLayer(covered);
  return {
    attackVersion: ATTACK_VERSION,
    tactics: covered.tactics.map(({ id, name, rules, techniques }) => ({ id, name, rules, techniques })),
    untagged: covered.untagged,
    places: [...definedRules(snapshot)].flatMap(([rule, place]) => {
      const at = toLocation(snapshot.documents, place);
      return at ? [{ rule, at }] : [];
    }),
    ...(file !== undefined && { file }),
  };
}
