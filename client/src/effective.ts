import {
  commands,
  type ExtensionContext,
  l10n,
  type TextEditor,
  Uri,
  ViewColumn,
  window,
  workspace,
} from "vscode";
import type { BaseLanguageClient, Location } from "vscode-languageclient";
import type { Pages } from "./pages.ts";
import type { TruthMarks } from "./testing/truth-marks.ts";

/** What the server answers (`server/src/lsp/protocol.ts`). */
interface EffectiveResult {
  readonly name: string;
  readonly markdown: string;
}

/** With the file in which the name counts. */
type PlacedResult = EffectiveResult & { readonly uri: string };

/** A rule by its name, such as a node of the Falco view. */
interface NamedRule {
  readonly label: string;
  readonly at?: Location;
}

const KIND = "effective";
/** The page that follows the cursor. */
const FOLLOWING = l10n.t("Effective Rule");
/** How long the cursor has to rest, in milliseconds. */
const DELAY = 250;

/**
 * Registers the command that shows the effective rule, macro or list at the cursor, with the truth of its parts on the
 * event that is evaluated. The page follows the cursor, or with the setting off stays at what it shows.
 */
export function registerEffective(
  client: BaseLanguageClient,
  pages: Pages,
  marks: TruthMarks,
  context: ExtensionContext,
): void {
  const ask = (uri: string, of: object): Promise<EffectiveResult | null> =>
    client.sendRequest<EffectiveResult | null>("falco/effective", { uri, ...of, ...marks.event });
  let followed: PlacedResult | undefined;
  let asked = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  pages.provide(KIND, async ({ query }) => {
    if (query === "") return followed?.markdown;
    const { uri, name } = JSON.parse(query) as { readonly uri: string; readonly name: string };
    return (await ask(uri, { name }))?.markdown ?? l10n.t("No ruleset defines `{0}`.\n", name);
  });
  const askAt = async (editor: TextEditor | undefined): Promise<PlacedResult | undefined> => {
    if (!editor) return undefined;
    const uri = client.code2ProtocolConverter.asUri(editor.document.uri);
    const position = client.code2ProtocolConverter.asPosition(editor.selection.active);
    const found = await ask(uri, { position });
    return found ? { uri, ...found } : undefined;
  };
  const askAgain = async ({ uri, name }: PlacedResult): Promise<PlacedResult | undefined> => {
    const found = await ask(uri, { name });
    return found ? { uri, ...found } : undefined;
  };
  const follow = async (): Promise<void> => {
    const turn = ++asked;
    // Between items, and beside rules, what was there last stays, with the event that is chosen now.
    const found = (await askAt(window.activeTextEditor)) ?? (followed && (await askAgain(followed)));
    // An answer that comes late is not the newest one.
    if (turn !== asked || !found || found.markdown === followed?.markdown) return;
    followed = found;
    pages.refresh(KIND, FOLLOWING);
  };
  const followSoon = (): void => {
    if (!pages.isOpen(KIND, FOLLOWING)) return;
    clearTimeout(timer);
    timer = setTimeout(() => void follow(), DELAY);
  };
  context.subscriptions.push(
    commands.registerCommand("falco.showEffectiveRule", async (rule?: NamedRule) => {
      const uri = rule?.at?.uri;
      const result = uri === undefined ? undefined : await ask(uri, { name: rule?.label });
      const found = uri !== undefined && result ? { uri, ...result } : await askAt(window.activeTextEditor);
      if (!found) {
        void window.showInformationMessage(
          l10n.t("Place the cursor in a rule, macro or list that Falco loads."),
        );
        return;
      }
      const follows = workspace
        .getConfiguration("falco", Uri.parse(found.uri))
        .get("effectiveRule.followCursor", true);
      followed = found;
      const beside = { viewColumn: ViewColumn.Beside };
      if (follows && !rule) await pages.open(KIND, FOLLOWING, "", { ...beside, preserveFocus: true });
      else {
        const query = JSON.stringify({ uri: found.uri, name: found.name });
        await pages.open(KIND, found.name, query, beside);
      }
    }),
    // What the page shows, for programs.
    commands.registerCommand("falco.followedRule", () => followed?.markdown),
    window.onDidChangeTextEditorSelection(followSoon),
    window.onDidChangeActiveTextEditor(followSoon),
    marks.onDidChange(followSoon),
    client.onNotification("falco/statusChanged", followSoon),
    { dispose: () => clearTimeout(timer) },
  );
}
