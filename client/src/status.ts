import { type ExtensionContext, languages, LanguageStatusSeverity, window } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { serverStatus } from "./server-status.ts";

/** Shows in the status bar, beside the language, for which Falco a file is checked and what loads with it. */
export function showStatus(client: BaseLanguageClient, context: ExtensionContext): void {
  const selector = [{ language: "falco-rules" }, { language: "falco-config" }];
  const target = languages.createLanguageStatusItem("falco.target", selector);
  target.name = "Falco version";
  target.command = { command: "falco.selectTarget", title: "Change" };
  const order = languages.createLanguageStatusItem("falco.loadOrder", selector);
  order.name = "Load order of Falco's rules";
  order.command = { command: "falco.showLoadOrder", title: "Show or change" };

  const update = async (): Promise<void> => {
    try {
      const document = window.activeTextEditor?.document;
      const status = await serverStatus(client);
      // A file of another format has a release to show only where something of Falco's is in it.
      const own = status.hasFalco && document ? [{ pattern: document.uri.path }] : [];
      target.selector = [...selector, ...own];
      const files = status.rulesets[0]?.files.length ?? 0;
      target.text = status.isStated ? `Falco ${status.target}, as stated here` : `Falco ${status.target}`;
      target.detail = status.plugins.length === 0 ? "no plugins" : status.plugins.length > 3 ? `${status.plugins.length} plugins` : status.plugins.join(", ");
      order.text = files === 1 ? "1 rules file" : `${files} rules files`;
      order.detail = status.rulesets[0]?.origin.replaceAll("`", "") ?? "";
      target.severity = LanguageStatusSeverity.Information;
    } catch {
      target.text = "The Falco language server does not answer";
      target.severity = LanguageStatusSeverity.Warning;
    }
  };
  context.subscriptions.push(
    target,
    order,
    client.onNotification("falco/statusChanged", () => void update()),
    window.onDidChangeActiveTextEditor(() => void update()),
  );
  void update();
}
