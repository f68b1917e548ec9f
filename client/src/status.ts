import {
  type Command,
  type DocumentFilter,
  type ExtensionContext,
  l10n,
  languages,
  type LanguageStatusItem,
  LanguageStatusSeverity,
  RelativePattern,
  StatusBarAlignment,
  Uri,
  window,
} from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { counted } from "./counted.ts";
import { type ServerStatus, serverStatus } from "./server-status.ts";

const OURS: readonly DocumentFilter[] = [
  { language: "falco-rules" },
  { language: "falco-config" },
  { language: "falco-test" },
];

/** Shows beside the language for which Falco a file is checked, why for that one, and what loads with it. */
export function showStatus(client: BaseLanguageClient, context: ExtensionContext): void {
  const target = createItem("falco.target", l10n.t("Falco version"), {
    command: "falco.selectTarget",
    title: l10n.t("Change"),
  });
  const order = createItem("falco.loadOrder", l10n.t("Load order of rules"), {
    command: "falco.showLoadOrder",
    title: l10n.t("Show or change"),
  });

  // The Falco view shows where it is stated, and how it is changed.
  const item = window.createStatusBarItem("falco.environment", StatusBarAlignment.Right, 100);
  item.name = l10n.t("Falco Version");
  item.command = "falco.environment.focus";

  const update = async (): Promise<void> => {
    try {
      const status = await serverStatus(client);
      const selector = selectorOf(status);
      target.selector = selector;
      order.selector = selector;
      target.severity = LanguageStatusSeverity.Information;
      say(
        target,
        l10n.t("Falco {0}", status.target),
        `${status.targetOrigin}; ${pluginsOf(status)}; ${counted(status.files, "Falco file")}`,
      );
      const summary = l10n.t("Falco {0}, {1}; {2}", status.target, status.targetOrigin, pluginsOf(status));
      item.text = l10n.t("$(shield) Falco {0}", status.target);
      item.tooltip = l10n.t("{0}. Opens the Falco view.", summary);
      item.accessibilityInformation = { label: summary, role: "button" };
      if (status.hasFalco) item.show();
      else item.hide();
      const files = status.rulesets[0]?.files.length ?? 0;
      say(
        order,
        counted(files, "rules file"),
        status.rulesets[0]
          ? l10n.t("loaded together, from {0}", status.rulesets[0].origin.replaceAll("`", ""))
          : "",
      );
    } catch {
      target.severity = LanguageStatusSeverity.Warning;
      say(target, l10n.t("The Falco language server does not respond"), "");
    }
  };
  context.subscriptions.push(
    target,
    order,
    item,
    client.onNotification("falco/statusChanged", () => void update()),
    window.onDidChangeActiveTextEditor(() => void update()),
  );
  void update();
}

function createItem(id: string, name: string, command: Command): LanguageStatusItem {
  const item = languages.createLanguageStatusItem(id, [...OURS]);
  item.name = name;
  item.command = command;
  return item;
}

function say(item: LanguageStatusItem, text: string, detail: string): void {
  item.text = text;
  item.detail = detail;
  item.accessibilityInformation = { label: detail === "" ? text : `${text}, ${detail}` };
}

/** A manifest or a script has no language of ours; it counts where the server found something of Falco's in it. */
function selectorOf({ hasFalco }: ServerStatus): DocumentFilter[] {
  const uri = window.activeTextEditor?.document.uri;
  if (!hasFalco || !uri) return [...OURS];
  const name = uri.path.slice(uri.path.lastIndexOf("/") + 1).replace(/[[\]{}*?]/g, "?");
  return [...OURS, { pattern: new RelativePattern(Uri.joinPath(uri, ".."), name) }];
}

function pluginsOf({ plugins }: ServerStatus): string {
  if (plugins.length === 0) return l10n.t("no plugins");
  return plugins.length > 3 ? counted(plugins.length, "plugin") : plugins.join(", ");
}
