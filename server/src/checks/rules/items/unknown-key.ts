import { ITEM_KEYS, ITEM_KINDS, type ItemKind } from "../../../model/ruleset/items/item-keys.ts";
import { booleanOf, entryOf } from "../../../syntax/yaml-node.ts";
import type { FixDraft, Rendered, TextEdit } from "../../check.ts";
import {
  entryAt,
  fixOf,
  removeEntry,
  replaceScalar,
  type EntryAt,
} from "../../configuration/settings/entry-edits.ts";
import { defineItemCheck } from "../item-check.ts";
import { didYouMean, meantName } from "./item-words.ts";
import { table } from "../../../text/table.ts";
import { runBefore } from "../../../text/run-before.ts";

const SLIPS = table<string>({
  description: "desc",
  severity: "priority",
  level: "priority",
  filter: "condition",
  message: "output",
  tag: "tags",
  value: "values",
  field: "fields",
  operators: "comps",
});

/** A key that Falco ignores. See unknown-key.md. */
export const unknownKey = defineItemCheck({
  code: "unknown-key",
  severity: "warning",
  falco: "LOAD_UNKNOWN_KEY",
  growsWithReleases: true,
  render(finding, text) {
    const key = finding.detail ?? "";
    const options = finding.options ?? [];
    const kind = ITEM_KINDS.find((name) => name === options[0]);
    const place = entryAt(text, finding.span.start, key);
    if (key === "<<")
      return {
        message: "Merge key `<<` is not supported. Falco ignores the key. Repeat the merged keys here.",
      };
    const joined = /^([a-z_-]+):./.exec(key)?.[1];
    if (joined !== undefined && options.includes(joined) && place && !entryOf(place.map, joined)) {
      const at = place.entry.key.span.start + joined.length + 1;
      return {
        message: `Unknown key \`${key}\` in ${subject(kind)}. Falco ignores the key. Add a space after \`${joined}:\`.`,
        fixes: fixOf("Add a space after the colon", "unsafe", { span: { start: at, end: at }, newText: " " }),
      };
    }
    if (kind && isKind(key)) return secondItem(key, kind, text, place);
    const meant = meantName(key, options, SLIPS);
    if (meant && place && !entryOf(place.map, meant)) {
      return {
        message: `Unknown key \`${key}\` in ${subject(kind)}. Falco ignores the key.${didYouMean(meant, key)}`,
        fixes: fixOf(
          `Rename \`${key}\` to \`${meant}\``,
          "unsafe",
          replaceScalar(text, place.entry.key.span, meant),
        ),
      };
    }
    const enabled = kind === "rule" && place ? enabledFor(key, place) : undefined;
    if (enabled && place)
      return {
        message: `Unknown key \`${key}\` in a rule. Falco ignores the key. Write \`${enabled}\`.`,
        fixes: fixOf(`Replace with \`${enabled}\``, "unsafe", {
          span: { start: place.entry.key.span.start, end: place.entry.value.span.end },
          newText: enabled,
        }),
      };
    const owner = kind && ITEM_KINDS.find((name) => name !== kind && ITEM_KEYS[name].includes(key));
    const advice = owner ? `Only a ${owner} can have it.` : "Remove it.";
    return {
      message: `Unknown key \`${key}\` in ${subject(kind)}. Falco ignores the key. ${advice}`,
      fixes: removal(key, text, place),
    };
  },
});

/** What a key says that names the opposite of `enabled`. */
function enabledFor(key: string, { map, entry: { value } }: EntryAt): string | undefined {
  const isOn = value.kind === "scalar" && value.alias === undefined ? booleanOf(value.text) : undefined;
  if (!/^disabled?$/.test(key) || isOn === undefined || entryOf(map, "enabled")) return undefined;
  return `enabled: ${String(!isOn)}`;
}

function subject(kind: ItemKind | undefined): string {
  if (!kind) return "an exception";
  return kind === "rule" || kind === "macro" || kind === "list" ? `a ${kind}` : `an item with \`${kind}\``;
}

function isKind(key: string): key is ItemKind {
  return ITEM_KINDS.some((kind) => kind === key);
}

/** Two items in one: mostly a dash that was left out. */
function secondItem(key: ItemKind, kind: ItemKind, text: string, place: EntryAt | undefined): Rendered {
  const message = `Key \`${key}\` does not belong in a \`${kind}\` item. Falco ignores the key. Start a new item with \`- ${key}:\`.`;
  return {
    message,
    fixes: place ? fixOf(`Start a new item with \`${key}\``, "unsafe", dashBefore(text, place)) : [],
  };
}

function dashBefore(text: string, { map, entry }: EntryAt): TextEdit | undefined {
  const first = map.entries[0];
  if (map.flow || !first || first === entry) return undefined;
  const before = lineBefore(text, first.key.span.start);
  if (!/^ *- $/.test(before) || lineBefore(text, entry.key.span.start) !== " ".repeat(before.length))
    return undefined;
  return { span: { start: entry.key.span.start - 2, end: entry.key.span.start }, newText: "- " };
}

function lineBefore(text: string, offset: number): string {
  return text.slice(runBefore(text, offset, /[^\r\n]/), offset);
}

function removal(key: string, text: string, place: EntryAt | undefined): readonly FixDraft[] {
  return place ? fixOf(`Remove \`${key}\``, "unsafe", removeEntry(text, place)) : [];
}
