import { ATTACK_VERSION, knownTag } from "../../catalog/tags/attack.ts";

/** What a tag represents, in Markdown; undefined for one of somebody's own. */
export function describeTag(tag: string): string | undefined {
  const known = knownTag(tag);
  if (!known) return undefined;
  if (known.kind === "maturity" || known.kind === "subject")
    return `**\`${known.tag}\`** · ${known.kind}\n\n${known.name}`;
  const tactics = known.kind === "technique" ? `\n\nTactic: ${known.tactics.join(", ")}` : "";
  return `**${known.name}** · ATT&CK ${known.kind}${tactics}\n\n[${known.tag} in ATT&CK ${ATTACK_VERSION}](${known.page})`;
}
