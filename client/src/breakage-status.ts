import { type ExtensionContext, l10n, languages, LanguageStatusSeverity, workspace } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { counted } from "./counted.ts";
import { serverStatus } from "./server-status.ts";

interface BreakageResult {
  readonly breakages: readonly {
    readonly target: string;
    readonly errors: number;
    readonly warnings: number;
    readonly codes: readonly { readonly code: string; readonly count: number }[];
  }[];
}

/** Most kinds that the status item names. */
const NAMED = 3;

/** How long after the last save the whole workspace is counted, in milliseconds. */
const DELAY = 1_500;

/** Shows what would be found if the workspace ran on the newest release, counted anew when files are saved. */
export function showBreakage(client: BaseLanguageClient, context: ExtensionContext): void {
  const item = languages.createLanguageStatusItem("falco.breakage", [
    { language: "falco-rules" },
    { language: "falco-config" },
  ]);
  item.name = l10n.t("Workspace at the newest Falco release");
  item.command = { command: "falco.whatWouldBreak", title: l10n.t("What would break?") };

  const update = async (): Promise<void> => {
    try {
      const { targets } = await serverStatus(client);
      const { breakages } = await client.sendRequest<BreakageResult>("falco/breakage", {
        targets: targets.slice(0, 1),
      });
      const [newest] = breakages;
      if (!newest) return;
      const { target, errors, warnings, codes } = newest;
      item.text =
        errors + warnings === 0
          ? l10n.t("Falco {0}: no problems", target)
          : l10n.t("Falco {0}: {1}, {2}", target, counted(errors, "error"), counted(warnings, "warning"));
      item.detail = [
        ...codes.slice(0, NAMED).map(({ code, count }) => `${count} ${code}`),
        ...(codes.length > NAMED ? ["…"] : []),
      ].join(", ");
      item.severity = errors > 0 ? LanguageStatusSeverity.Warning : LanguageStatusSeverity.Information;
      item.accessibilityInformation = {
        label: l10n.t("On the newest release, {0}. {1}", item.text, item.detail),
      };
    } catch {
      item.text = l10n.t("Problems at the newest Falco release are unknown");
      item.detail = "";
    }
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const later = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void update(), DELAY);
  };
  context.subscriptions.push(
    item,
    workspace.onDidSaveTextDocument(later),
    workspace.onDidChangeConfiguration((change) => change.affectsConfiguration("falco") && later()),
    {
      dispose: () => clearTimeout(timer),
    },
  );
  later();
}
