import { type ExtensionContext, Uri, workspace } from "vscode";

/** Scheme of the pages that explain checks; the link at a diagnostic leads to one. */
export const PAGES = "falco-check";

export function registerPages(context: ExtensionContext): void {
  context.subscriptions.push(
    workspace.registerTextDocumentContentProvider(PAGES, {
      async provideTextDocumentContent({ path }) {
        const page = Uri.joinPath(context.extensionUri, "dist/pages", path);
        try {
          return new TextDecoder().decode(await workspace.fs.readFile(page));
        } catch {
          return `There is no page on \`${path.slice(1).replace(/\.md$/, "")}\`.\n`;
        }
      },
    }),
  );
}
