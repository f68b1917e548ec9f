import { commands, type ExtensionContext, l10n, type QuickPickItem, window } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { makeChange, type WrittenChange } from "../rule-changes.ts";
import { activeUri, selectedEvent } from "./events.ts";

/** What the server answers (`server/src/lsp/protocol.ts`). */
interface AlertException {
  readonly problem?: string;
  readonly rule: string;
  readonly fields: readonly { readonly name: string; readonly value: string; readonly suggested: boolean }[];
  readonly changes: readonly WrittenChange[];
}

/** Registers the command that excepts an alert from its rule. Programs may give the alert, and the fields to compare. */
export function registerAlertExceptions(client: BaseLanguageClient, context: ExtensionContext): void {
  context.subscriptions.push(
    commands.registerCommand("falco.addException", async (given?: string, fields?: readonly string[]) => {
      const event = given ?? (await selectedEvent());
      if (event === undefined) return;
      const uri = activeUri(client);
      const ask = async (chosen?: readonly string[]): Promise<AlertException | undefined> => {
        const answer = await client.sendRequest<AlertException>("falco/alertException", {
          event,
          ...(uri !== undefined && { uri }),
          ...(chosen && { fields: chosen }),
        });
        if (answer.problem === undefined) return answer;
        void window.showWarningMessage(answer.problem);
        return undefined;
      };
      const change = fields ? (await ask(fields))?.changes[0] : await chosenChange(ask);
      if (change) await makeChange(client, change);
    }),
  );
}

/** One of the exceptions that the rule has, or a new one. */
async function chosenChange(
  ask: (fields?: readonly string[]) => Promise<AlertException | undefined>,
): Promise<WrittenChange | undefined> {
  const found = await ask();
  if (!found) return undefined;
  const title = l10n.t("Exception to {0}", found.rule);
  if (found.changes.length > 0) {
    const items: (QuickPickItem & { readonly change?: WrittenChange })[] = [
      ...found.changes.map((change) => ({ label: change.title, change })),
      { label: l10n.t("Add a new exception…") },
    ];
    const picked = await window.showQuickPick(items, { title });
    if (!picked || picked.change) return picked?.change;
  }
  const fields = await window.showQuickPick(
    found.fields.map(({ name, value, suggested }) => ({
      label: name,
      description: value,
      picked: suggested,
    })),
    { title, placeHolder: l10n.t("Choose the fields that must be as in this alert"), canPickMany: true },
  );
  if (!fields || fields.length === 0) return undefined;
  const created = await ask(fields.map(({ label }) => label));
  return created?.changes[0];
}
