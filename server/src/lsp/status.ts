import { rulesVersionOf } from "../catalog/default-rules.ts";
import { RELEASES } from "../catalog/releases.ts";
import type { Version } from "../catalog/version.ts";
import { releaseTargets } from "../model/workspace/release-targets.ts";
import type { Snapshot } from "../model/workspace/workspace.ts";
import type { Status, StatusParams } from "./protocol.ts";
import { keyOf, type Session } from "./session.ts";

/** Represents the newest release where it matters whether files state that one or none. */
const NONE: Version = "0.0.0";

/** What files are checked for. The rulesets of a document come first: those that load it. */
export function statusOf(session: Session, { uri }: StatusParams): Status {
  const snapshot = session.snapshot();
  const { rulesets, documents, targets, catalogFor, settings } = snapshot;
  const key = uri === undefined ? undefined : keyOf(uri);
  const document = key === undefined ? undefined : documents.get(key);
  const releases = new Set(document?.regions.map(({ group }) => targets.of(document, group).falco));
  // What a document states differently for its parts is reported at the parts.
  const [only] = releases.size === 1 ? releases : [];
  const around = rulesets.filter(({ order }) => order.some((ref) => ref.uri === key));
  const shown = around.length > 0 ? around : rulesets;
  const active = around[0]?.catalog ?? catalogFor(only ?? targets.workspace);
  const rulesVersion = rulesVersionOf(active.published);
  return {
    hasFalco: releases.size > 0,
    target: active.target,
    targetOrigin: originOf(active.target, snapshot, key),
    plugins: active.plugins.map(({ name }) => name),
    files: [...documents.values()].filter(({ regions }) => regions.length > 0).length,
    rulesets: shown.map(({ origin, order }) => ({
      origin,
      files: [...new Set(order.map((ref) => ref.uri))],
    })),
    defaultRules: [...(settings.defaultRules ?? [])],
    ...(rulesVersion !== undefined && { rulesVersion }),
    targets: RELEASES.filter(({ upcoming }) => !upcoming)
      .map(({ version }) => version)
      .reverse(),
  };
}

function originOf(target: Version, { documents, settings }: Snapshot, key: string | undefined): string {
  const document = key === undefined ? undefined : documents.get(key);
  if (document && document.versions.length > 0) return "set in this file";
  if (target === settings.fallback || target === settings.target) return "set in the settings";
  const stated = releaseTargets(documents, {}, NONE);
  const told = document ? stated.of(document).falco : stated.workspace;
  return told === NONE ? "the newest known release" : "set by the files of the workspace";
}
