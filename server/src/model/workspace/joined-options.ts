/** Options of a command line that belong in the configuration which the line reads. */
import type { Document, ParsedRegion } from "../../hosts/document.ts";
import { configReplacement, joinOption } from "../configuration/join-option.ts";
import { givenOptions, type Invocation, placesOf } from "../invocation/invocation.ts";
import type { AgedOption, JoinedConfig } from "../invocation/finding.ts";
import { MOST_PLACES, removal } from "../invocation/rewrite-option.ts";
import { folderOf, matching, nameOf } from "./named-documents.ts";

/** What Falco reads when no option names another file. */
const DEFAULT_CONFIG = "/etc/falco/falco.yaml";

/**
 * The edits of two places that move an option into the configuration which its line reads, or the only one that it can
 * read: its settings come in there, and all its places on the line go. Undefined where either cannot be written exactly.
 */
export function joinedConfig(
  { record, rewrite }: AgedOption,
  invocation: Invocation,
  document: Document,
  region: ParsedRegion,
  documents: ReadonlyMap<string, Document>,
): JoinedConfig | undefined {
  const replacement = rewrite?.kind === "config-file" ? configReplacement(record, rewrite.form) : undefined;
  const places = placesOf(invocation, record);
  if (
    !replacement ||
    region.template ||
    places.length > MOST_PLACES ||
    places.some(({ grouped, value }) => grouped || !value || value.opaque)
  )
    return undefined;
  const config = configurationOf(invocation, document, documents);
  if (!config) return undefined;
  const values = [...new Set(places.flatMap(({ value }) => value?.text ?? []))];
  const joined = joinOption(
    { replacement, values },
    config.region.yaml?.documents[0]?.root,
    config.region.text,
  );
  if (!joined) return undefined;
  const placed = [
    ...joined.map(({ span, newText }) => ({
      uri: config.document.uri,
      edit: config.region.map.edit(span, newText),
    })),
    ...places
      .map((place) => removal(place))
      .map(({ span, newText }) => ({ uri: document.uri, edit: region.map.edit(span, newText) })),
  ];
  const edits = placed.flatMap(({ uri, edit }) =>
    edit ? [{ uri, ...edit.span, newText: edit.newText }] : [],
  );
  return edits.length < placed.length ? undefined : { file: nameOf(config.document.path), edits };
}

/** The configuration beside the line in a document of Kubernetes objects, else the file that it names or that bears the usual name. */
function configurationOf(
  invocation: Invocation,
  document: Document,
  documents: ReadonlyMap<string, Document>,
): { readonly document: Document; readonly region: ParsedRegion } | undefined {
  const named = givenOptions(invocation, "-c");
  if (
    named.some(({ value }) => !value || value.opaque) ||
    document.host === "markdown" ||
    document.host === "helm-values"
  )
    return undefined;
  const path = named.at(-1)?.value?.text ?? DEFAULT_CONFIG;
  const own = document.host === "kubernetes" ? [document] : [];
  const found = [...own, ...matching(documents, folderOf(document.path), path, "config").documents].flatMap(
    (one) => {
      const regions = one.regions.filter(
        ({ kind, name }) => kind === "config" && (one !== document || name === nameOf(path)),
      );
      const [region, ...others] = regions;
      return region && others.length === 0 && !region.template ? [{ document: one, region }] : [];
    },
  );
  return found[0];
}
