import { CONFIG_KEYS, configKey, configStage, enumAt } from "../../catalog/config-keys.ts";
import { ENVIRONMENT, LOADER_WORDS, OPTIONS } from "../../catalog/options.ts";
import { PLUGINS } from "../../catalog/plugins.ts";
import type { OptionRecord } from "../../catalog/records.ts";
import { type LifeStage, stageAt } from "../../catalog/version.ts";
import type { Place } from "../locate/locate.ts";
import { isFalcoctl } from "../../model/falcoctl/read-command.ts";
import { wordSpotAt } from "../locate/word-spot.ts";
import type { Candidate } from "./candidate.ts";
import { ruleNames } from "./config-values.ts";
import { falcoctlOffers } from "./falcoctl-words.ts";

type WordsPlace = Extract<Place, { at: "command-line" }>;

/** A candidate before its edit is known. */
type Offer = Omit<Candidate, "edit">;

/** What could be typed in a command line or a variable: options, their values, paths and values of `-o`, names of variables. */
export function optionCandidates(place: WordsPlace): readonly Candidate[] {
  const { region, offset } = place;
  const spot = wordSpotAt(region, offset);
  if (!spot) return [];
  return offersAt(spot, place).flatMap((offer): readonly Candidate[] => {
    const edit = region.map.edit(spot.span, offer.label);
    return edit ? [{ ...offer, edit }] : [];
  });
}

function offersAt(spot: NonNullable<ReturnType<typeof wordSpotAt>>, place: WordsPlace): readonly Offer[] {
  const { catalog, region } = place;
  const { target } = catalog;
  switch (spot.kind) {
    case "option":
      return OPTIONS.flatMap((option) =>
        option.names.flatMap((label) =>
          living(stageAt(option, target), { label, kind: "option", rank: 0, detail: option.description }),
        ),
      );
    case "value":
      return values(valuesOf(spot.record, catalog.sources));
    case "override-key":
      return CONFIG_KEYS.flatMap((key, rank) => {
        const stage = configStage(key, target);
        const isLeaf = key.types[0] !== "object" && !key.virtual;
        return isLeaf && stage !== "ignored"
          ? living(stage, {
              label: pathToSet(key.path, key.types[0] === "array"),
              kind: "config-key",
              subject: key.path,
              rank,
              detail: key.types.join(" or "),
            })
          : [];
      });
    case "override-value": {
      if (/^rules\[\d*\]\.(?:enable|disable)\.rule$/.test(spot.path)) return values(ruleNames(place));
      const key = configKey(spot.path) ?? configKey(spot.path.replace(/\[\]$/, ""));
      return key ? values(enumAt(key, target) ?? (key.types[0] === "boolean" ? ["true", "false"] : [])) : [];
    }
    case "argument":
      if (isFalcoctl(spot)) return falcoctlOffers(region, spot.span, catalog);
      return LOADER_WORDS.flatMap((word) => {
        const isKind = !word.name.startsWith("-");
        const isOffered = word.tool === spot.program;
        return isOffered
          ? living(stageAt(word, target), {
              label: word.name,
              kind: "value",
              rank: isKind ? 0 : 1,
              detail: word.description,
            })
          : [];
      });
    case "variable":
      return ENVIRONMENT.filter(({ name }) => name.includes("_")).flatMap((variable) =>
        living(stageAt(variable, target), {
          label: variable.name,
          kind: "option",
          subject: variable.name,
          rank: 0,
          detail: variable.scope,
        }),
      );
  }
}

/** Nothing for what the release does not have, and at the end what it is about to lose. */
function living(stage: LifeStage, offer: Offer): readonly Offer[] {
  if (stage === "removed" || stage === "notYet") return [];
  return [stage === "deprecated" ? { ...offer, rank: offer.rank + 1000, deprecated: true } : offer];
}

function values(labels: readonly string[]): readonly Offer[] {
  return labels.map((label, rank) => ({ label, kind: "value", rank }));
}

function valuesOf({ names, arg }: OptionRecord, sources: readonly string[]): readonly string[] {
  if (names.includes("--enable-source") || names.includes("--disable-source") || names.includes("--list"))
    return sources;
  return names.includes("--plugin-info") ? PLUGINS.map(({ name }) => name) : (arg.enum ?? []);
}

/** A list gets one item more; an item's own keys are after its brackets already. */
function pathToSet(path: string, isList: boolean): string {
  return isList ? `${path}[]` : path;
}
