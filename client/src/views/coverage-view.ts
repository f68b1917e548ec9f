import {
  commands,
  type ExtensionContext,
  l10n,
  Uri,
  ViewColumn,
  type Webview,
  type WebviewPanel,
  window,
  workspace,
} from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { coverageHtml } from "./coverage-html.ts";
import type { Coverage } from "./overview.ts";

const VIEW = "falco.coverage";

type Format = "navigator" | "svg";

/** Registers the page of the coverage of ATT&CK, which follows the rules while it is open, and its exports. */
export function registerCoverage(client: BaseLanguageClient, context: ExtensionContext): void {
  let panel: WebviewPanel | undefined;
  let shown: string | undefined;
  const ask = (format?: Format): Promise<Coverage | null> =>
    client.sendRequest<Coverage | null>("falco/coverage", { ...(format && { format }) });
  const render = async (): Promise<Coverage | null> => {
    const coverage = await ask();
    const now = JSON.stringify(coverage);
    if (coverage && panel && now !== shown) {
      shown = now;
      show(panel.webview, coverage);
    }
    return coverage;
  };
  const open = (): WebviewPanel => {
    const made = window.createWebviewPanel(VIEW, l10n.t("ATT&CK Coverage"), ViewColumn.Active, {
      enableScripts: true,
      localResourceRoots: [],
      enableFindWidget: true,
    });
    shown = undefined;
    made.webview.onDidReceiveMessage(({ rule, save }: { readonly rule?: string; readonly save?: Format }) => {
      if (rule !== undefined) void goTo(client, rule);
      else if (save !== undefined) void commands.executeCommand("falco.exportCoverage", save);
    });
    made.onDidDispose(() => {
      panel = undefined;
    });
    return made;
  };
  context.subscriptions.push(
    { dispose: () => panel?.dispose() },
    client.onNotification("falco/statusChanged", () => void (panel?.visible && render())),
    // Answers with what is shown.
    commands.registerCommand("falco.showCoverage", async () => {
      panel ??= open();
      panel.reveal();
      return render();
    }),
    // Programs may name the format and the file. Answers with the file that was written.
    commands.registerCommand("falco.exportCoverage", async (given?: Format, file?: Uri) => {
      const format = given ?? (await pickFormat());
      const to = format && (file ?? (await pickFile(format)));
      const text = to && (await ask(format))?.file;
      if (!to || text === undefined) return undefined;
      await workspace.fs.writeFile(to, new TextEncoder().encode(text));
      return to;
    }),
  );
}

function show(webview: Webview, coverage: Coverage): void {
  webview.html = coverageHtml(coverage, { nonce: crypto.randomUUID(), cspSource: webview.cspSource });
}

async function goTo(client: BaseLanguageClient, rule: string): Promise<void> {
  const coverage = await client.sendRequest<Coverage | null>("falco/coverage", {});
  const at = coverage?.places.find((place) => place.rule === rule)?.at;
  if (at) await commands.executeCommand("falco.revealRange", at.uri, at.range);
}

async function pickFormat(): Promise<Format | undefined> {
  const formats: readonly { readonly label: string; readonly format: Format }[] = [
    { label: l10n.t("ATT&CK Navigator layer (JSON)"), format: "navigator" },
    { label: l10n.t("Picture (SVG)"), format: "svg" },
  ];
  return (await window.showQuickPick(formats, { title: l10n.t("Export the ATT&CK coverage") }))?.format;
}

async function pickFile(format: Format): Promise<Uri | undefined> {
  const name = format === "svg" ? "falco-coverage.svg" : "falco-coverage.json";
  const folder = workspace.workspaceFolders?.[0]?.uri;
  return window.showSaveDialog({
    title: l10n.t("Export the ATT&CK coverage"),
    ...(folder && { defaultUri: Uri.joinPath(folder, name) }),
    filters: format === "svg" ? { SVG: ["svg"] } : { JSON: ["json"] },
  });
}
