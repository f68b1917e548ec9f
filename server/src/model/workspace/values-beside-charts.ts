import { type Document, readDocument } from "../../hosts/document.ts";
import { falcoKeysOf } from "../../hosts/formats/chart-file.ts";
import { keptBy, keptFor } from "../../text/kept.ts";
import { folderOf } from "./named-documents.ts";

const keysOf = keptBy(({ text }: Document) => falcoKeysOf(text));

const readUnder = keptBy((document: Document) =>
  keptFor((key: string) =>
    readDocument(document.uri, document.path, document.text, undefined, { valuesUnder: key }),
  ),
);

/**
 * The documents, with the values of Falco's chart in those that no host recognizes: a chart in the same folder that depends
 * on Falco's gives the key of its values.
 */
export function withValuesBesideCharts(
  documents: ReadonlyMap<string, Document>,
): ReadonlyMap<string, Document> {
  const keys = new Map<string, string>();
  for (const document of documents.values()) {
    const [key] = document.host === "chart" && /\.ya?ml$/.test(document.path) ? keysOf(document) : [];
    if (key !== undefined) keys.set(folderOf(document.path), key);
  }
  if (keys.size === 0) return documents;
  const made = new Map(documents);
  for (const document of documents.values()) {
    const isOpen = document.host === undefined || document.host === "helm-values";
    const key = isOpen && document.regions.length === 0 ? keys.get(folderOf(document.path)) : undefined;
    const values = key !== undefined && /\.ya?ml$/.test(document.path) ? readUnder(document)(key) : undefined;
    if (values && values.regions.length > 0) made.set(document.uri, values);
  }
  return made;
}
