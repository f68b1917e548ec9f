/** What the client's pages and trees ask the editor for: a language, and a translation into it. */
interface StandIn {
  readonly env: { language: string };
  readonly l10n: {
    bundle: Readonly<Record<string, string>> | undefined;
    t(text: string | Message, ...args: readonly unknown[]): string;
  };
}

interface Message {
  readonly message: string;
  readonly args: readonly unknown[];
  readonly comment: string;
}

/** An editor that looks strings up as VS Code does. One for all tests: the client's modules keep the first they see. */
export const editor: StandIn = {
  env: { language: "en" },
  l10n: {
    bundle: undefined,
    t(text, ...args) {
      const {
        message,
        args: given,
        comment,
      } = typeof text === "string" ? { message: text, args, comment: "" } : text;
      const known = editor.l10n.bundle?.[comment === "" ? message : `${message}/${comment}`] ?? message;
      return known.replace(/\{(\d)\}/g, (_, at) => String(given[at]));
    },
  },
};
