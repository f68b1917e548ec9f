import {
  commands,
  type DecorationOptions,
  EventEmitter,
  type ExtensionContext,
  l10n,
  MarkdownString,
  OverviewRulerLane,
  StatusBarAlignment,
  type StatusBarItem,
  type TextEditor,
  type TextEditorDecorationType,
  ThemeColor,
  Uri,
  ViewColumn,
  window,
  workspace,
} from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import type { EvaluateParams, EvaluateResult, RuleMark } from "./protocol.ts";

/** How long after a change of a text its marks are made anew, in milliseconds. */
const DELAY = 300;

/** The line below a part, so that truths differ without their colors. */
const LINES = { true: "solid", false: "dashed", unknown: "dotted" } as const;

type TruthName = keyof typeof LINES;

/** Shows what an event makes of rules: the truth of each part beside it, kept up to date while texts change. */
export class TruthMarks {
  private readonly types: Readonly<Record<TruthName | "output", TextEditorDecorationType>>;
  private readonly status: StatusBarItem;
  private asked: EvaluateParams | undefined;
  private marks: readonly RuleMark[] = [];
  private readonly changed = new EventEmitter<void>();
  /** Another event was chosen, or none. */
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly client: BaseLanguageClient,
    context: ExtensionContext,
  ) {
    this.types = {
      true: decorationType("true"),
      false: decorationType("false"),
      unknown: decorationType("unknown"),
      output: window.createTextEditorDecorationType({
        after: { color: new ThemeColor("editorCodeLens.foreground"), fontStyle: "italic" },
      }),
    };
    this.status = window.createStatusBarItem("falco.truthMarks", StatusBarAlignment.Right, 90);
    this.status.name = l10n.t("Falco Truth Marks");
    this.status.command = "falco.clearMarks";
    let timer: ReturnType<typeof setTimeout> | undefined;
    context.subscriptions.push(
      ...Object.values(this.types),
      this.status,
      this.changed,
      commands.registerCommand("falco.clearMarks", () => this.clear()),
      window.onDidChangeVisibleTextEditors((editors) => this.paint(editors)),
      workspace.onDidChangeTextDocument(({ document }) => {
        if (!this.asked || document.uri.scheme === "output") return;
        clearTimeout(timer);
        timer = setTimeout(() => void this.update(), DELAY);
      }),
      workspace.onDidChangeConfiguration(
        (change) => change.affectsConfiguration("falco.testing.marks") && this.paint(),
      ),
      { dispose: () => clearTimeout(timer) },
    );
  }

  /** The event that is evaluated; empty where there is none. */
  get event(): Pick<EvaluateParams, "test" | "event"> {
    const { test, event } = this.asked ?? {};
    return { ...(test && { test }), ...(event !== undefined && { event }) };
  }

  /** Evaluates, marks what there is to mark, and shows the first rule. Undefined where nothing could be evaluated: the user was informed. */
  async show(params: EvaluateParams): Promise<EvaluateResult | undefined> {
    const result = await this.client.sendRequest<EvaluateResult>("falco/evaluate", params);
    if (result.problem !== undefined) {
      void window.showWarningMessage(result.problem);
      return undefined;
    }
    this.asked = params;
    this.changed.fire();
    if (result.rule) await this.reveal(result.rule, params.test ? ViewColumn.Beside : ViewColumn.Active);
    this.take(result);
    return result;
  }

  private async reveal(
    { uri, range }: NonNullable<EvaluateResult["rule"]>,
    column: ViewColumn,
  ): Promise<void> {
    const document = await workspace.openTextDocument(Uri.parse(uri));
    const shown = window.visibleTextEditors.find((editor) => editor.document === document);
    await window.showTextDocument(document, {
      viewColumn: shown?.viewColumn ?? column,
      selection: this.client.protocol2CodeConverter.asRange({ start: range.start, end: range.start }),
    });
  }

  private async update(): Promise<void> {
    const { asked } = this;
    if (!asked) return;
    const result = await this.client.sendRequest<EvaluateResult>("falco/evaluate", asked);
    if (this.asked === asked && result.problem === undefined) this.take(result);
  }

  private take({ marks, title, summary }: EvaluateResult): void {
    this.marks = marks;
    this.status.text = `$(beaker) ${title.replaceAll("`", "")} $(close)`;
    this.status.tooltip = l10n.t("{0} Click to clear the marks.", summary);
    this.status.accessibilityInformation = {
      label: l10n.t("{0} Clear the truth marks.", summary),
      role: "button",
    };
    this.status.show();
    void commands.executeCommand("setContext", "falco.hasMarks", true);
    this.paint();
  }

  private clear(): void {
    this.asked = undefined;
    this.changed.fire();
    this.marks = [];
    this.status.hide();
    void commands.executeCommand("setContext", "falco.hasMarks", false);
    this.paint();
  }

  private paint(editors: readonly TextEditor[] = window.visibleTextEditors): void {
    for (const editor of editors) {
      const isOn = workspace.getConfiguration("falco", editor.document).get("testing.marks", true);
      const uri = this.client.code2ProtocolConverter.asUri(editor.document.uri);
      const own = isOn
        ? this.marks.filter((mark) => Uri.parse(mark.uri).toString() === Uri.parse(uri).toString())
        : [];
      for (const [name, type] of Object.entries(this.types))
        editor.setDecorations(
          type,
          own
            .filter((mark) => (mark.part === "output" ? "output" : mark.truth) === name)
            .map((mark) => this.decoration(mark)),
        );
    }
  }

  private decoration({ range, part, label, message }: RuleMark): DecorationOptions {
    // A sign before `not`: what comes after it has a sign of its own.
    const text =
      part === "not"
        ? { before: { contentText: label, margin: "0 0.4em 0 0" } }
        : { after: { contentText: label, margin: "0 0.4em" } };
    const output = { after: { contentText: `→ ${label}`, margin: "0 0 0 1em" } };
    return {
      range: this.client.protocol2CodeConverter.asRange(range),
      hoverMessage: new MarkdownString(message),
      renderOptions: part === "output" ? output : text,
    };
  }
}

function decorationType(truth: TruthName): TextEditorDecorationType {
  const color = new ThemeColor(`falco.truth.${truth}`);
  const shown = { color, fontWeight: "bold" };
  return window.createTextEditorDecorationType({
    borderWidth: "0 0 1px 0",
    borderStyle: LINES[truth],
    borderColor: color,
    overviewRulerColor: color,
    overviewRulerLane: OverviewRulerLane.Center,
    before: shown,
    after: shown,
  });
}
