import { HELM_BEHAVIOUR } from "../../catalog/helm.ts";
import { chartForFalco, NEWEST_FALCO } from "../../catalog/releases.ts";
import { isAtLeast, type Version } from "../../catalog/version.ts";

/**
 * The chart that values are taken to be for when nothing states one: the newest known for the newest Falco,
 * else the first that installs the given release.
 */
export function chartFor(falco: Version): Version {
  const newest = HELM_BEHAVIOUR.at(-1)?.version;
  return isAtLeast(falco, NEWEST_FALCO) && newest !== undefined ? newest : chartForFalco(falco);
}
