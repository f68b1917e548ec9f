import { editor, type IDisposable, type Uri } from "monaco-editor/editor/editor.api.js";
import "monaco-editor/languages/definitions/dockerfile/register.js";
import "monaco-editor/languages/definitions/ini/register.js";
import "monaco-editor/languages/definitions/markdown/register.js";
import "monaco-editor/languages/definitions/shell/register.js";
import "monaco-editor/languages/definitions/yaml/register.js";

/** Colours of what the server tells apart, by its semantic token types. */
const TOKENS = {
  light: {
    "string.yaml": "1d2433",
    property: "0b5cad",
    function: "7a3e9d",
    enumMember: "8a5300",
    keyword: "a31545",
    operator: "a31545",
  },
  dark: {
    "string.yaml": "e2e7f0",
    property: "79b8ff",
    function: "d2a8ff",
    enumMember: "f2b457",
    keyword: "ff8fa8",
    operator: "ff8fa8",
  },
};

/** The editor in a place of the page, in the colours that the reader's system wants. */
export function createEditor(place: HTMLElement): editor.IStandaloneCodeEditor {
  for (const [name, base, tokens] of [
    ["light", "vs", TOKENS.light],
    ["dark", "vs-dark", TOKENS.dark],
  ] as const)
    editor.defineTheme(`falco-${name}`, {
      base,
      inherit: true,
      rules: Object.entries(tokens).map(([token, foreground]) => ({ token, foreground })),
      colors: name === "dark" ? { "editor.background": "#14181f" } : {},
    });
  const prefersDark = matchMedia("(prefers-color-scheme: dark)");
  const show = (): void => editor.setTheme(prefersDark.matches ? "falco-dark" : "falco-light");
  prefersDark.addEventListener("change", show);
  show();
  return editor.create(place, {
    model: null,
    automaticLayout: true,
    "semanticHighlighting.enabled": true,
    minimap: { enabled: false },
    scrollBeyondLastLine: false,
    fixedOverflowWidgets: true,
    fontSize: 14,
    tabSize: 2,
    wordWrap: "on",
    ariaLabel: "Text of the file. Press Alt+F1 for help.",
  });
}

/** The language that colours a file, by its name. */
export function languageOf(name: string): string {
  if (/(?:^|\/)Dockerfile/.test(name)) return "dockerfile";
  const ending = /\.(\w+)$/.exec(name)?.[1] ?? "";
  return (
    new Map([
      ["md", "markdown"],
      ["service", "ini"],
      ["sh", "shell"],
    ]).get(ending) ?? "yaml"
  );
}

/** Follows links to other files: a definition is often in one. */
export function onOpenFile(show: (uri: string, line: number, column: number) => void): IDisposable {
  return editor.registerEditorOpener({
    openCodeEditor: (_source, resource: Uri, at) => {
      const place =
        at && ("startLineNumber" in at ? [at.startLineNumber, at.startColumn] : [at.lineNumber, at.column]);
      show(resource.toString(), place?.[0] ?? 1, place?.[1] ?? 1);
      return true;
    },
  });
}
