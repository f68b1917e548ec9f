import { escaped, htmlOf, layout, type Page } from "./pages.ts";

interface Setting {
  readonly type?: string | readonly string[];
  readonly default?: unknown;
  readonly markdownDescription?: string;
  readonly description?: string;
}

/** The settings that the extension's manifest contributes. */
export function settingsPage(manifest: string): Page {
  const { contributes } = JSON.parse(manifest) as {
    readonly contributes: {
      readonly configuration: { readonly properties: Readonly<Record<string, Setting>> };
    };
  };
  const settings = Object.entries(contributes.configuration.properties).map(([name, setting]) => {
    const { type = "any", default: value, markdownDescription, description = "" } = setting;
    return [
      `<h2 id="${name}"><code>${escaped(name)}</code></h2>`,
      `<p>Type: ${escaped([type].flat().join(" or "))}. Default: <code>${escaped(JSON.stringify(value))}</code>.</p>`,
      htmlOf(markdownDescription ?? description),
    ].join("\n");
  });
  const body = `<h1>Settings</h1>\n${settings.join("\n")}`;
  return { file: "settings.html", title: "Settings", html: layout("Settings", body, "") };
}
