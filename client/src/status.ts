import {
  type Command,
  type DocumentFilter,
  type ExtensionContext,
  languages,
  type LanguageStatusItem,
  LanguageStatusSeverity,
  RelativePattern,
  StatusBarAlignment,
  Uri,
  window,
} from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { type ServerStatus, serverStatus } from "./server-status.ts";

const OURS: readonly DocumentFilter[] = [
  { language: "falco-rules" },
  { language: "falco-config" },
  { language: "falco-test" },
];

/** Shows beside the language for which Falco a file is checked, why for that one, and what loads with it. */
export function showStatus(client: BaseLanguageClient, context: ExtensionContext): void {
  const target = createItem("falco.target", "Falco version", {
    command: "falco.selectTarget",
    title: "Change",
  });
  const order = createItem("falco.loadOrder", "Load order of rules", {
    command: "falco.showLoadOrder",
    title: "Show or change",
  });

  // The Falco view shows where it is stated, and how it is changed.
  const item = window.createStatusBarItem("falco.environment", StatusBarAlignment.Right, 100);
  item.name = "Falco Version";
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
        `Falco ${status.target}`,
        `${status.targetOrigin}; ${pluginsOf(status)}; ${counted(status.files, "Falco file")}`,
      );
      const summary = `Falco ${status.target}, ${status.targetOrigin}; ${pluginsOf(status)}`;
      item.text = `$(shield) Falco ${status.target}`;
      item.tooltip = `${summary}. Opens the Falco view.`;
      item.accessibilityInformation = { label: summary, role: "button" };
      if (status.hasFalco) item.show();
      else item.hide();
      const files = status.rulesets[0]?.files.length ?? 0;
      say(
        order,
        counted(files, "rules file"),
        status.rulesets[0] ? `loaded together, from ${status.rulesets[0].origin.replaceAll("`", "")}` : "",
      );
    } catch {
      target.severity = LanguageStatusSeverity.Warning;
      say(target, "The Falco language server does not respond", "");
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
  if (plugins.length === 0) return "no plugins";
  return plugins.length > 3 ? counted(plugins.length, "plugin") : plugins.join(", ");
}

function counted(count: number, what: string): string {
  return count === 1 ? `1 ${what}` : `${count} ${what}s`;
}
