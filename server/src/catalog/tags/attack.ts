import { attackData } from "../data.ts";

/** A tag that represents something outside of the rules. */
export interface KnownTag {
  readonly tag: string;
  readonly kind: "tactic" | "technique" | "maturity" | "subject";
  readonly name: string;
  /** Of a technique: the names of its tactics. */
  readonly tactics: readonly string[];
  /** Where it is described. */
  readonly page?: string;
}

/** The release of ATT&CK that the names are from. */
export const ATTACK_VERSION: string = attackData.version;

const TACTIC_NAMES: ReadonlyMap<string, string> = new Map(
  attackData.tactics.map(({ id, name }) => [id, name]),
);

const TAGS: ReadonlyMap<string, KnownTag> = new Map(
  [
    ...attackData.maturity.map(
      ({ tag, description }): KnownTag => ({ tag, kind: "maturity", name: description, tactics: [] }),
    ),
    ...attackData.subjects.map(
      ({ tag, description }): KnownTag => ({ tag, kind: "subject", name: description, tactics: [] }),
    ),
    ...attackData.tactics.flatMap(({ id, name, tag }): readonly KnownTag[] => {
      const page = `https://attack.mitre.org/tactics/${id}/`;
      return [tag, id].map((one) => ({ tag: one, kind: "tactic", name, tactics: [name], page }));
    }),
    ...attackData.techniques.map(({ id, name, tactics }): KnownTag => {
      const page = `https://attack.mitre.org/techniques/${id.replace(".", "/")}/`;
      const above = attackData.techniques.find((one) => id.startsWith(`${one.id}.`));
      return {
        tag: id,
        kind: "technique",
        name: above ? `${above.name}: ${name}` : name,
        tactics: tactics.flatMap((one) => TACTIC_NAMES.get(one) ?? []),
        page,
      };
    }),
  ].map((tag) => [tag.tag, tag]),
);

/** Tags of maturity, of subjects, of tactics and of techniques, in this order. */
export const KNOWN_TAGS: readonly KnownTag[] = [...TAGS.values()];

/** What a tag represents, in any case, as Falco's own checker of tags reads it. */
export function knownTag(tag: string): KnownTag | undefined {
  return TAGS.get(tag) ?? TAGS.get(tag.toUpperCase()) ?? TAGS.get(tag.toLowerCase());
}

/** The tactics, in the order of an attack. */
export function attackTactics(): typeof attackData.tactics {
  return attackData.tactics;
}

/** The techniques with the identifiers of their tactics. */
export function attackTechniques(): typeof attackData.techniques {
  return attackData.techniques;
}
