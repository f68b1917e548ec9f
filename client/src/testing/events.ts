import {
  commands,
  env,
  type ExtensionContext,
  l10n,
  type QuickPickItem,
  Uri,
  ViewColumn,
  window,
  workspace,
} from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import type { Pages } from "../pages.ts";
import type { EvaluateParams, EvaluateResult, NewTestResult, TestsResult } from "./protocol.ts";
import type { TruthMarks } from "./truth-marks.ts";

/** Registers what people do with an event that they have: why a rule fired, a rule on an event, a new test. */
export function registerEvents(
  client: BaseLanguageClient,
  marks: TruthMarks,
  pages: Pages,
  context: ExtensionContext,
): void {
  const explain = async (params: EvaluateParams): Promise<EvaluateResult | undefined> => {
    const result = await marks.show(params);
    if (result) await pages.openReport(result.title.replaceAll("`", ""), result.page, ViewColumn.Beside);
    return result;
  };
  context.subscriptions.push(
    // Programs may give the event; people have it selected or copied, or type it.
    commands.registerCommand("falco.whyFired", async (given?: string) => {
      const event = given ?? (await selectedEvent());
      return event === undefined ? undefined : explain({ event });
    }),
    commands.registerCommand("falco.newTest", async (given?: string) => {
      const event = given ?? (await selectedEvent());
      return event === undefined ? undefined : addTest(client, event);
    }),
    commands.registerCommand("falco.evaluateRule", async (uri?: string, rule?: string, given?: string) => {
      const where = uri ?? activeUri(client);
      const of = { ...(where !== undefined && { uri: where }), ...(rule !== undefined && { rule }) };
      const chosen = given === undefined ? await pickEvent(client) : { event: given };
      return chosen && explain({ ...of, ...chosen });
    }),
  );
}

export function activeUri(client: BaseLanguageClient): string | undefined {
  const document = window.activeTextEditor?.document;
  return document && client.code2ProtocolConverter.asUri(document.uri);
}

/** What is selected, else what is on the clipboard where that may be an event, else what the user types. */
export async function selectedEvent(): Promise<string | undefined> {
  const editor = window.activeTextEditor;
  const selected = editor?.document.getText(editor.selection) ?? "";
  if (selected.includes("{")) return selected;
  const copied = await env.clipboard.readText();
  return copied.includes("{") ? copied : typedEvent();
}

function typedEvent(): Thenable<string | undefined> {
  return window.showInputBox({
    title: l10n.t("Event"),
    prompt: l10n.t("A JSON alert with output_fields, or fields and values"),
    placeHolder: "{ evt.type: execve, proc.name: bash }",
    ignoreFocusOut: true,
  });
}

/** The event of a test, of the clipboard, or one that is typed. */
async function pickEvent(client: BaseLanguageClient): Promise<EvaluateParams | undefined> {
  const { files } = await client.sendRequest<TestsResult>("falco/tests", {});
  const copied = await env.clipboard.readText();
  const items: (QuickPickItem & { readonly params: () => Thenable<EvaluateParams | undefined> })[] = [
    {
      label: l10n.t("$(edit) Type an event…"),
      params: async () => {
        const event = await typedEvent();
        return event === undefined ? undefined : { event };
      },
    },
    ...(copied.includes("{")
      ? [
          {
            label: l10n.t("$(clippy) Event on the clipboard"),
            detail: copied.slice(0, 100),
            params: async () => ({ event: copied }),
          },
        ]
      : []),
    ...files.flatMap(({ uri, label, tests }) =>
      tests.map(({ name }, index) => ({
        label: `$(beaker) ${name}`,
        description: label,
        params: async () => ({ test: { uri, index } }),
      })),
    ),
  ];
  const picked = await window.showQuickPick(items, {
    title: l10n.t("Event to evaluate the rule on"),
    placeHolder: l10n.t("Choose the event of a test, or give another one"),
    matchOnDescription: true,
  });
  return picked?.params();
}

/** Writes a test of the event, and selects its name. */
async function addTest(client: BaseLanguageClient, event: string): Promise<string | undefined> {
  const uri = activeUri(client);
  const made = await client.sendRequest<NewTestResult>("falco/newTest", {
    event,
    ...(uri !== undefined && { uri }),
  });
  if (made.problem !== undefined || !made.edit || made.uri === undefined || !made.range) {
    void window.showWarningMessage(made.problem ?? l10n.t("No test can be added."));
    return undefined;
  }
  await workspace.applyEdit(await client.protocol2CodeConverter.asWorkspaceEdit(made.edit));
  const document = await workspace.openTextDocument(Uri.parse(made.uri));
  await window.showTextDocument(document, { selection: client.protocol2CodeConverter.asRange(made.range) });
  return made.uri;
}
