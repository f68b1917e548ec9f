import { rulesVersionOf } from "../catalog/default-rules.ts";
import { environmentOf, rulesetsAround, selectableReleases } from "../features/overview/environment.ts";
import type { Status, StatusParams } from "./protocol.ts";
import type { Session } from "./session/session.ts";
import { keyOf } from "./session/uris.ts";

/** What files are checked for. The rulesets of a document come first: those that load it. */
export function statusOf(session: Session, { uri }: StatusParams): Status {
  const snapshot = session.snapshot();
  const { documents, settings } = snapshot;
  const key = uri === undefined ? undefined : keyOf(uri);
  const document = key === undefined ? undefined : documents.get(key);
  const { catalog, target, plugins } = environmentOf(snapshot, key);
  const rulesVersion = rulesVersionOf(catalog.published);
  return {
    hasFalco: (document?.regions.length ?? 0) > 0,
    target: target.version,
    targetOrigin: target.origin,
    plugins: plugins.map(({ name }) => name),
    files: [...documents.values()].filter(({ regions }) => regions.length > 0).length,
    rulesets: rulesetsAround(snapshot, key).map(({ origin, order }) => ({
      origin,
      files: [...new Set(order.map((ref) => ref.uri))],
    })),
    defaultRules: [...(settings.defaultRules ?? [])],
    ...(rulesVersion !== undefined && { rulesVersion }),
    targets: selectableReleases(),
  };
}
