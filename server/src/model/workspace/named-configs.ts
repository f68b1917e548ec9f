import { OPTIONS } from "../../catalog/options.ts";
import { NEWEST_FALCO } from "../../catalog/releases.ts";
import { valueOf } from "../../syntax/yaml-node.ts";
import { includes } from "../configuration/read-config.ts";
import { type Document, readDocument } from "../../hosts/document.ts";
import { readInvocation } from "../invocation/invocation.ts";
import { documentsNamed, folderOf } from "./named-documents.ts";

/**
 * The documents, with those that a Falco line names by `-c`, or a configuration by `config_files`, read as configurations
 * where their names and content do not tell. Keeps what it made, so that the same documents give the same.
 */
export function createNamedConfigs(): (
  documents: ReadonlyMap<string, Document>,
) => ReadonlyMap<string, Document> {
  const paths = new WeakMap<Document, readonly string[]>();
  const read = new WeakMap<Document, Document>();
  const pathsOf = (document: Document): readonly string[] => {
    const known = paths.get(document) ?? configPaths(document);
    paths.set(document, known);
    return known;
  };
  return (documents) => {
    const all = [...documents.values()];
    if (all.every(({ host }) => host !== undefined)) return documents;
    const named = all.flatMap((document) =>
      pathsOf(document)
        .flatMap((path) => documentsNamed(documents, folderOf(document.path), path, ""))
        .filter(({ path }) => document.host !== "config" || /\.ya?ml$/.test(path)),
    );
    if (named.length === 0) return documents;
    const made = new Map(documents);
    for (const document of named) {
      const config =
        read.get(document) ??
        readDocument(document.uri, document.path, document.text, undefined, { as: "config" });
      read.set(document, config);
      made.set(document.uri, config);
    }
    return made;
  };
}

function configPaths({ host, regions }: Document): readonly string[] {
  return regions.flatMap((region) => {
    if (host === "config")
      return includes(valueOf(region.yaml?.documents[0]?.root, "config_files"), NEWEST_FALCO).map(
        ({ path }) => path,
      );
    if (region.kind !== "command-line") return [];
    return readInvocation(region, OPTIONS).parts.flatMap((part) =>
      part.kind === "option" && part.record?.names.includes("-c") && part.value && !part.value.opaque
        ? [part.value.text]
        : [],
    );
  });
}
