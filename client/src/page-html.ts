/** Names what a page may load and run. */
export interface PagePolicy {
  readonly nonce: string;
  readonly cspSource: string;
}

const STYLE = `
  body { max-width: 56rem; padding: 0.5rem 1.5rem 3rem; line-height: 1.55; font-size: var(--vscode-font-size); }
  h1 { font-size: 1.6em; font-weight: 600; margin: 0.6em 0 0.4em; }
  h2 { font-size: 1.2em; font-weight: 600; margin: 1.6em 0 0.4em; padding-bottom: 0.2em;
    border-bottom: 1px solid var(--vscode-textSeparator-foreground); }
  a { color: var(--vscode-textLink-foreground); }
  a:focus-visible { outline: 1px solid var(--vscode-focusBorder); outline-offset: 2px; }
  code { font-family: var(--vscode-editor-font-family); font-size: 0.95em; padding: 0 0.2em; border-radius: 3px;
    color: var(--vscode-textPreformat-foreground); background: var(--vscode-textPreformat-background); }
  pre { padding: 0.8em 1em; white-space: pre-wrap; overflow-wrap: anywhere; border-radius: 4px; background: var(--vscode-textCodeBlock-background);
    border: 1px solid var(--vscode-contrastBorder, transparent); }
  pre code { padding: 0; color: var(--vscode-editor-foreground); background: none; }
  table { border-collapse: collapse; }
  th, td { padding: 0.3em 0.8em; text-align: left; border: 1px solid var(--vscode-textSeparator-foreground); }
  li { margin: 0.2em 0; }
`;

/** Links are followed by the extension, which knows how to open a line of a file in every host. */
const SCRIPT = `
  const host = acquireVsCodeApi();
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    const href = link?.getAttribute("data-href") ?? link?.getAttribute("href");
    if (!href || href.startsWith("#")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    host.postMessage({ href });
  }, true);
`;

/** The document of a page. Runs nothing but its own script, and loads nothing at all. */
export function pageHtml(body: string, { nonce, cspSource }: PagePolicy): string {
  const policy = `default-src 'none'; style-src 'nonce-${nonce}' ${cspSource}; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<style nonce="${nonce}">${STYLE}</style>
</head>
<body>${body}<script nonce="${nonce}">${SCRIPT}</script></body>
</html>`;
}
