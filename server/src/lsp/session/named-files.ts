import type { ClientSettings } from "../../project/settings.ts";
import type { ClientOffers } from "../client-offers.ts";
import type { Files } from "../files.ts";
import { readDefaultRules, readFetchedOrInstalled, uriOf } from "./default-rules.ts";
import type { DocumentStore } from "./document-store.ts";
import type { Scope } from "./scope.ts";
import { keyOf } from "./uris.ts";

/** What the client and the user have said by now. */
export interface Said {
  readonly client: ClientOffers;
  readonly settings: ClientSettings;
}

/** Reads Falco's default rules, from where the settings say, from what the client fetched, or from where Falco installs them. */
export async function loadDefaultRules(
  files: Files,
  scope: Scope,
  store: DocumentStore,
  said: () => Said,
): Promise<void> {
  const { client, settings } = said();
  const path = settings.defaultRules;
  const { trusted, fetchedRules } = client;
  const installed = trusted ? readFetchedOrInstalled(files, fetchedRules) : Promise.resolve([]);
  const found = await (path === undefined ? installed : readDefaultRules(files, path, scope.folders[0]));
  // Settings and what was fetched may have changed again while the files were read.
  const now = said();
  if (now.settings.defaultRules !== path || now.client.fetchedRules !== fetchedRules) return;
  const texts = found
    .map(({ uri, ...rest }) => ({ ...rest, uri: keyOf(uri) }))
    // Anyone who works on what is installed works on rules of their own.
    .filter(({ uri }) => path !== undefined || !scope.isInFolder(uri));
  scope.defaultRules = new Map(texts.map(({ uri, version }) => [uri, version]));
  store.forgetUnkept();
  for (const { uri, text } of texts) store.setClosed(uri, text, "rules");
}

/** Reads the files that the settings name as descriptions of plugins; those outside of the folders once these are trusted. */
export async function loadPluginFiles(
  scope: Scope,
  store: DocumentStore,
  { client, settings }: Said,
): Promise<void> {
  const { fields } = client.installed;
  const named = settings.pluginFiles.map((path) => keyOf(uriOf(path, scope.folders[0])));
  if (fields !== undefined) named.push(keyOf(fields));
  scope.pluginFiles = named.filter((uri) => client.trusted || scope.isInFolder(uri));
  store.forgetUnkept();
  await Promise.all(
    scope.pluginFiles.filter((uri) => !store.isOpen(uri)).map((uri) => store.readClosed(uri)),
  );
}
