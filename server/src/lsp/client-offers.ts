import { checkPage } from "../checks/documentation.ts";
import type { ClientCapabilities } from "vscode-languageserver";
import type { PageOf } from "./convert.ts";
import type { FetchedRules, InstalledCatalog } from "./protocol.ts";

/** What the client can do that changes our answers: part of the protocol, and what our own client offers beyond it. */
export interface ClientOffers {
  /** Where the page of a check is found. */
  readonly pageOf: PageOf;
  /** A command that offers completions at once, as after a key was typed. */
  readonly suggestCommand?: string;
  /** A command that sets how severe a check is; its arguments are the check's code and `error` … `hint` or `off`. */
  readonly severityCommand?: string;
  /** A command that gets Falco's default rules. */
  readonly defaultRulesCommand?: string;
  /** A command that opens a file with a range of it selected; its arguments are the address and the range. */
  readonly revealCommand?: string;
  /** A command that runs tests; its argument is a list of tests, each with its file and number. */
  readonly runTestsCommand?: string;
  /** A command that asks for an event and evaluates a rule; its arguments are the address of the file and the rule's name. */
  readonly evaluateCommand?: string;
  /** A command that lists places; its arguments are the address, the position and `references` or `implementations`. */
  readonly placesCommand?: string;
  /** A command that shows what a name ends up as; its argument has the name as `label`, and a location as `at`. */
  readonly effectiveCommand?: string;
  /** The client can be asked to look at code lenses again. */
  readonly refreshesLenses?: true;
  /** Default rules that the client has fetched. */
  readonly fetchedRules: readonly FetchedRules[];
  /** The Falco that the user has installed, where it decides what files are checked for. */
  readonly installed: InstalledCatalog;
  /** Edits may make new files. */
  readonly createsFiles?: true;
  /** Whether the user trusts the workspace; a client that does not ask its users says nothing, and is trusted. */
  readonly trusted: boolean;
  /** Edits may come in named groups, and some of them ask before they are made. */
  readonly annotatesEdits: boolean;
  /** Completions may say more beside their labels. */
  readonly showsLabelDetails: boolean;
  /** A list of completions may say once what all of them replace. */
  readonly takesEditRange: boolean;
  /** And once what all of them carry for when their documentation is asked for. */
  readonly takesData: boolean;
  /** The edit of a code action may be made when the action is chosen. */
  readonly resolvesEdits: boolean;
}

export const NO_OFFERS: ClientOffers = {
  pageOf: () => undefined,
  annotatesEdits: false,
  resolvesEdits: false,
  showsLabelDetails: false,
  takesEditRange: false,
  takesData: false,
  trusted: true,
  fetchedRules: [],
  installed: {},
};

/** Reads the files of fetched rules, whatever the client sent. */
export function readFetchedRules(given: unknown): readonly FetchedRules[] {
  const list: readonly unknown[] = Array.isArray(given) ? given : [];
  return list.flatMap((one): readonly FetchedRules[] => {
    // biome-ignore lint/plugin: read by our own names
    const { uri, version } = (one ?? {}) as Readonly<Partial<Record<string, unknown>>>;
    if (typeof uri !== "string") return [];
    return [{ uri, ...(typeof version === "string" && { version }) }];
  });
}

/**
 * Reads `initialize`: in its options `pages` is an address with `{code}` for the check (without it the published page), each command is a name, and
 * `trusted` is false while the user has not said that the workspace is.
 */
export function readOffers(
  initializationOptions: unknown,
  { workspace, textDocument }: ClientCapabilities,
): ClientOffers {
  // biome-ignore lint/plugin: read by our own names
  const options = (initializationOptions ?? {}) as Readonly<Partial<Record<string, unknown>>>;
  const { pages, suggestCommand, severityCommand, defaultRulesCommand, revealCommand, trusted } = options;
  const { runTestsCommand, evaluateCommand, placesCommand, effectiveCommand, fetchedRules } = options;
  const { dataSupport, resolveSupport } = textDocument?.codeAction ?? {};
  const { itemDefaults = [] } = textDocument?.completion?.completionList ?? {};
  return {
    pageOf: (code) => (typeof pages === "string" ? pages.replace("{code}", code) : checkPage(code)),
    ...(typeof suggestCommand === "string" && { suggestCommand }),
    ...(typeof severityCommand === "string" && { severityCommand }),
    ...(typeof defaultRulesCommand === "string" && { defaultRulesCommand }),
    ...(typeof revealCommand === "string" && { revealCommand }),
    ...(typeof runTestsCommand === "string" && { runTestsCommand }),
    ...(typeof evaluateCommand === "string" && { evaluateCommand }),
    ...(typeof placesCommand === "string" && { placesCommand }),
    ...(typeof effectiveCommand === "string" && { effectiveCommand }),
    ...(workspace?.workspaceEdit?.documentChanges === true &&
      workspace.workspaceEdit.resourceOperations?.includes("create") && { createsFiles: true }),
    ...(workspace?.codeLens?.refreshSupport === true && { refreshesLenses: true }),
    trusted: trusted !== false,
    fetchedRules: readFetchedRules(fetchedRules),
    installed: {},
    annotatesEdits:
      workspace?.workspaceEdit?.documentChanges === true &&
      workspace.workspaceEdit.changeAnnotationSupport !== undefined,
    showsLabelDetails: textDocument?.completion?.completionItem?.labelDetailsSupport === true,
    takesEditRange: itemDefaults.includes("editRange"),
    takesData: itemDefaults.includes("data"),
    resolvesEdits: dataSupport === true && resolveSupport?.properties.includes("edit") === true,
  };
}
