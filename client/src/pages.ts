import {
  type CancellationToken,
  commands,
  type CustomDocument,
  EventEmitter,
  type ExtensionContext,
  l10n,
  Position,
  Range,
  type TextDocumentShowOptions,
  Uri,
  ViewColumn,
  type WebviewPanel,
  window,
  workspace,
} from "vscode";
import { pageHtml } from "./page-html.ts";

/** Scheme of everything of ours that is read and never edited. The manifest maps it to the page view. */
const PAGES = "falco-page";

const VIEW = "falco.page";

/** Address of the documentation page of a check, with `{code}` for the check. */
export const CHECK_PAGE = `${PAGES}:/check/{code}`;

/** What links to files begin with in a page: the editor's renderer makes no links of `file:`. */
const FILE_LINK = "falco-file:";

/** Returns the Markdown of a page, or undefined where there is none. */
type PageSource = (page: Uri) => Promise<string | undefined>;

/**
 * Shows Markdown as rendered, read-only documents: no text document is opened, so that nothing is checked, dirty or
 * asked to be saved. The first part of a page's path selects who provides it.
 */
export class Pages {
  private readonly sources = new Map<string, PageSource>();
  private readonly reports = new Map<string, string>();
  private readonly changed = new EventEmitter<Uri>();
  private readonly opened = new Map<WebviewPanel, string>();

  constructor(context: ExtensionContext) {
    this.sources.set("check", (page) => checkPage(context.extensionUri, page));
    this.sources.set("report", async ({ path }) => this.reports.get(path));
    const provider = {
      openCustomDocument: (uri: Uri): CustomDocument => ({ uri, dispose() {} }),
      resolveCustomEditor: ({ uri }: CustomDocument, panel: WebviewPanel, _token: CancellationToken) =>
        this.show(uri, panel),
    };
    context.subscriptions.push(
      this.changed,
      window.registerCustomEditorProvider(VIEW, provider, { webviewOptions: { enableFindWidget: true } }),
    );
  }

  /** Lets `source` provide the pages of a kind. */
  provide(kind: string, source: PageSource): void {
    this.sources.set(kind, source);
  }

  /** Opens a page that a source provides, or renders it again where it is open. */
  async open(kind: string, name: string, query = "", show: TextDocumentShowOptions = {}): Promise<void> {
    const page = pageUri(kind, name, query);
    this.changed.fire(page);
    await commands.executeCommand("vscode.openWith", page, VIEW, { viewColumn: ViewColumn.Active, ...show });
  }

  /** Renders a page again where it is open. */
  refresh(kind: string, name: string): void {
    this.changed.fire(pageUri(kind, name));
  }

  isOpen(kind: string, name: string): boolean {
    return [...this.opened.values()].includes(pageUri(kind, name).toString());
  }

  /** Opens a page that is made once. */
  async openReport(name: string, markdown: string, viewColumn = ViewColumn.Active): Promise<void> {
    this.reports.set(`/report/${name.replaceAll("/", " ")}`, markdown);
    await this.open("report", name, "", { viewColumn });
  }

  private async show(page: Uri, panel: WebviewPanel): Promise<void> {
    const { webview, onDidDispose } = panel;
    this.opened.set(panel, page.toString());
    webview.options = { enableScripts: true, localResourceRoots: [] };
    const render = async (): Promise<void> => {
      const source = this.sources.get(page.path.split("/")[1] ?? "");
      const markdown =
        (await source?.(page)) ?? l10n.t("This page is no longer available. Run its command again.\n");
      const html = await commands.executeCommand<string>(
        "markdown.api.render",
        markdown.replaceAll("](file:", `](${FILE_LINK}`),
      );
      webview.html = pageHtml(html, { nonce: crypto.randomUUID(), cspSource: webview.cspSource });
    };
    const subscriptions = [
      webview.onDidReceiveMessage(({ href }: { readonly href: string }) => void follow(href)),
      this.changed.event((changed) => changed.toString() === page.toString() && void render()),
    ];
    onDidDispose(() => {
      this.opened.delete(panel);
      for (const subscription of subscriptions) subscription.dispose();
    });
    await render();
  }
}

function pageUri(kind: string, name: string, query = ""): Uri {
  return Uri.from({ scheme: PAGES, path: `/${kind}/${name.replaceAll("/", " ")}`, query });
}

async function checkPage(extension: Uri, { path }: Uri): Promise<string | undefined> {
  const [, , code = ""] = path.split("/");
  if (!/^[a-z-]+$/.test(code)) return undefined;
  try {
    const text = new TextDecoder().decode(
      await workspace.fs.readFile(Uri.joinPath(extension, "dist/pages.json")),
    );
    return new Map<string, string>(Object.entries(JSON.parse(text) as object)).get(code);
  } catch {
    return undefined;
  }
}

/** Opens what a link of a page leads to: a line of a file, another page, or an address outside. */
async function follow(href: string): Promise<void> {
  const target = Uri.parse(href.startsWith(FILE_LINK) ? `file:${href.slice(FILE_LINK.length)}` : href);
  const line = /^L(\d+)$/.exec(target.fragment)?.[1];
  if (line === undefined) return void commands.executeCommand("vscode.open", target);
  const at = new Position(Number(line) - 1, 0);
  await window.showTextDocument(target.with({ fragment: "" }), {
    selection: new Range(at, at),
    viewColumn: ViewColumn.One,
  });
}
