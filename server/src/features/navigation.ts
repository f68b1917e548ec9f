import type { ParsedRegion } from "../hosts/document.ts";
import { testFileHost } from "../hosts/formats/falco/own-files.ts";
import { whereKnown } from "../model/explain/known-texts.ts";
import { standsFor } from "../model/ruleset/outline.ts";
import type { ItemName } from "../model/ruleset/items/item-names.ts";
import { nameAt, type NamePlace, placesOfName } from "../model/workspace/name-places.ts";
import type { Snapshot } from "../model/workspace/workspace.ts";
import type { FileRange, Span } from "../text/span.ts";
import { onlyRenames, type Renaming } from "./rename-check.ts";
import { itemAt } from "./locate/locate.ts";
import { testDefinitions } from "./tests/test-hover.ts";
import { onlyRenamesInTests, testsNaming } from "./tests/test-names.ts";

/** Where the macro, list or rule at an offset is defined: full definitions, else the items that change it. */
export function definitions(snapshot: Snapshot, uri: string, offset: number): readonly NamePlace[] {
  const places = layers(snapshot, uri, offset);
  const full = places.filter(({ role }) => role === "define");
  return full.length > 0 ? full : places;
}

/** Every item that defines or changes the name at an offset, in load order. */
export function layers(snapshot: Snapshot, uri: string, offset: number): readonly NamePlace[] {
  return placesAt(snapshot, uri, offset)?.places.filter(({ role }) => role !== "use") ?? [];
}

/** Every place of the name at an offset. */
export function references(
  snapshot: Snapshot,
  uri: string,
  offset: number,
  withDefinitions: boolean,
): readonly FileRange[] {
  const found = placesAt(snapshot, uri, offset);
  if (!found) return [];
  const { places } = found;
  return [
    ...(withDefinitions ? places : places.filter(({ role }) => role !== "define")),
    ...testPlaces(snapshot, found),
  ];
}

export interface Renamable {
  readonly name: string;
  /** In the document. */
  readonly span: Span;
}

/** The name that a rename at an offset would change; undefined where there is none, or where it is defined elsewhere. */
export function renamableAt(snapshot: Snapshot, uri: string, offset: number): Renamable | undefined {
  const found = placesAt(snapshot, uri, offset);
  const all: readonly FileRange[] = found ? [...found.places, ...testPlaces(snapshot, found)] : [];
  const here = all.find((place) => place.uri === uri && place.start <= offset && offset <= place.end);
  if (!found || !here || !found.places.some(({ role }) => role === "define")) return undefined;
  return { name: found.name.name, span: { start: here.start, end: here.end } };
}

export type Rename =
  | { readonly edits: readonly (FileRange & { readonly newText: string })[] }
  | { readonly refusal: string };

/** Returns the name at an offset a new one, in all files that load together. */
export function rename(snapshot: Snapshot, uri: string, offset: number, newName: string): Rename {
  const found = placesAt(snapshot, uri, offset);
  if (!found) return { refusal: "No rule, macro or list is selected. Put the cursor on the name to rename." };
  const { name, region, places } = found;
  const written = [...places, ...testPlaces(snapshot, found)];
  const published = publishedIn(snapshot, uri, name);
  if (published !== undefined)
    return { refusal: `\`${name.name}\` is defined in ${published}. Other rules use it by this name.` };
  if (!places.some(({ role }) => role === "define"))
    return { refusal: `\`${name.name}\` is not defined in the workspace.` };
  if (places.some((place) => snapshot.settings.defaultRules?.includes(place.uri)))
    return { refusal: `\`${name.name}\` is defined in Falco's default rules and cannot be renamed.` };
  const wrong = refusalOf(name, newName);
  if (wrong) return { refusal: wrong };
  if (
    placesOfName(snapshot, places[0]?.uri ?? uri, name.kind, newName, region).some(
      ({ role }) => role === "define",
    )
  )
    return { refusal: `A ${name.kind} \`${newName}\` already exists. Choose another name.` };
  if (places.some((place) => place.region.template))
    return { refusal: `\`${name.name}\` is used in a template. Rename it manually.` };
  for (const { uri: file, start, end } of written) {
    if (snapshot.documents.get(file)?.text.slice(start, end) !== name.name)
      return {
        refusal: `\`${name.name}\` is written with escapes or on several lines in one place. Rename it manually.`,
      };
  }
  const regions = new Set(places.map((place) => place.region));
  for (const quotes of [false, true]) {
    const edits = written.map(({ uri: file, start, end }) => {
      const text = snapshot.documents.get(file)?.text ?? "";
      return { uri: file, start, end, newText: quotedName(newName, text, { start, end }, quotes) };
    });
    if (isRenaming(snapshot, edits, { kind: name.kind, name: name.name, newName, regions })) return { edits };
  }
  return {
    refusal: `\`${newName}\` cannot be written in every place of \`${name.name}\`. Choose another name.`,
  };
}

/** The name as the quotes around its place have it; with `quotes` in quotes where it is a value of its own without any. */
function quotedName(newName: string, text: string, { start, end }: Span, quotes: boolean): string {
  const [before, after] = [text[start - 1], text[end]];
  if (before === "'" && after === "'") return newName.replaceAll("'", "''");
  if (before === '"' && after === '"') return newName.replace(/["\\]/g, "\\$&");
  const isWhole =
    /[:\-[,{][ \t]*$/.test(text.slice(Math.max(0, start - 20), start)) &&
    /^[ \t]*(?:[,\]}\r\n]|#|$)/.test(text.slice(end, end + 20));
  return quotes && isWhole ? `"${newName.replace(/["\\]/g, "\\$&")}"` : newName;
}

function isRenaming(
  { documents }: Snapshot,
  edits: readonly (FileRange & { readonly newText: string })[],
  renaming: Renaming,
): boolean {
  return [...new Set(edits.map(({ uri }) => uri))].every((uri) => {
    const document = documents.get(uri);
    const own = edits
      .filter((edit) => edit.uri === uri)
      .map(({ start, end, newText }) => ({ span: { start, end }, newText }));
    if (!document) return false;
    const check = document.host === testFileHost.id ? onlyRenamesInTests : onlyRenames;
    return check(document, own, renaming);
  });
}

/** The published file that first defines a name, where only facts are known of it. */
function publishedIn({ rulesets }: Snapshot, uri: string, { kind, name }: ItemName): string | undefined {
  for (const { order, rules } of rulesets) {
    if (!order.some((ref) => ref.uri === uri)) continue;
    const effective = rules.collected[`${kind}s`].get(name);
    const known = standsFor((effective?.replaced[0] ?? effective?.views[0])?.item);
    if (known) return whereKnown(known);
  }
  return undefined;
}

function refusalOf({ kind }: ItemName, newName: string): string | undefined {
  if (kind === "macro" && !/^[a-zA-Z][a-zA-Z0-9_]*$/.test(newName))
    return "The name of a macro can contain only letters, digits and `_`, and must start with a letter.";
  if (kind === "list" && !/^[^()"'\s=,[\]{}:#]+$/.test(newName))
    return "The name of a list cannot contain spaces, quotes, parentheses, brackets, braces, commas, colons, `#` or `=`.";
  if (kind === "rule" && (newName.trim() === "" || newName !== newName.trim() || /\p{Cc}/u.test(newName)))
    return "The name of a rule cannot start or end with a space, and must be on one line.";
  return undefined;
}

interface NameAt {
  readonly name: ItemName;
  readonly region: ParsedRegion;
  readonly places: readonly NamePlace[];
}

/** Where tests name the rule. */
function testPlaces(snapshot: Snapshot, { name, places }: NameAt): readonly FileRange[] {
  return name.kind === "rule" ? testsNaming(snapshot, name.name, new Set(places.map(({ uri }) => uri))) : [];
}

function placesAt(snapshot: Snapshot, uri: string, offset: number): NameAt | undefined {
  const document = snapshot.documents.get(uri);
  if (document?.host === testFileHost.id) {
    const [rule] = testDefinitions(snapshot, uri, offset).filter(({ start, end }) => end > start);
    return rule && placesAt(snapshot, rule.uri, rule.start);
  }
  for (const region of document?.regions ?? []) {
    const inner = region.kind === "rules" ? region.map.from(offset) : undefined;
    const placed = inner === undefined ? undefined : itemAt(region, inner);
    const name = placed && inner !== undefined ? nameAt(snapshot, uri, placed, inner) : undefined;
    if (name) return { name, region, places: placesOfName(snapshot, uri, name.kind, name.name, region) };
  }
  return undefined;
}
