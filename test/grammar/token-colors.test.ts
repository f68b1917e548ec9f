import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { CACHE } from "../harness/paths.mjs";

/* Fields, macros, lists and operators can be told apart in the themes that VS Code brings. */

const EXTENSIONS = path.join(CACHE, "code-server-4.139.1/node_modules/code-server/lib/vscode/extensions");
const hasThemes = existsSync(EXTENSIONS);
if (!hasThemes) console.log(`skipped: the themes of the VS Code that tests run in are not in ${CACHE}`);

/** The theme, and whether it takes the server's word for what a name is. */
const THEMES = [
  ["theme-defaults/themes/dark_plus.json", true],
  ["theme-defaults/themes/light_plus.json", true],
  ["theme-monokai/themes/monokai-color-theme.json", true],
  ["theme-solarized-dark/themes/solarized-dark-color-theme.json", true],
  ["theme-solarized-light/themes/solarized-light-color-theme.json", true],
  ["theme-defaults/themes/hc_black.json", true],
  ["theme-defaults/themes/hc_light.json", false],
] as const;

interface Theme {
  readonly isSemantic: boolean;
  readonly foreground: string;
  readonly rules: readonly { readonly scopes: readonly string[]; readonly color: string }[];
}

test.runIf(hasThemes).each(THEMES)(
  "%s tells fields, macros, lists and operators apart",
  (file, isSemantic) => {
    const theme = themeOf(path.join(EXTENSIONS, file));
    expect(theme.isSemantic).toBe(isSemantic);
    const scopes = isSemantic ? SEMANTIC : GRAMMAR;
    const colors = scopes.map((probes) => colorOf(theme, probes));
    expect(new Set(colors).size, colors.join()).toBe(colors.length);
  },
);

test("every language of ours has the same colors", () => {
  const languages = manifest.contributes.languages.map(({ id }) => id);
  expect(manifest.contributes.semanticTokenScopes.map(({ language }) => language).sort()).toEqual(
    languages.sort(),
  );
  for (const { scopes } of manifest.contributes.semanticTokenScopes) expect(scopes).toEqual(NAMES);
});

const NAMES = manifest.contributes.semanticTokenScopes[0]?.scopes ?? {
  property: [],
  function: [],
  enumMember: [],
};
const OPERATOR = ["keyword.operator.comparison.falco"];
const SEMANTIC = [NAMES.property, NAMES.function, NAMES.enumMember, OPERATOR];
const GRAMMAR = [
  ["variable.other.field.falco"],
  ["entity.name.function.macro.falco"],
  ["entity.name.type.list.falco"],
  OPERATOR,
];

/** The color of the first scope that the theme has a rule for, by its longest rule. */
function colorOf({ rules, foreground }: Theme, probes: readonly string[]): string {
  for (const probe of probes) {
    let best = { length: 0, color: "" };
    for (const { scopes, color } of rules)
      for (const scope of scopes)
        if ((probe === scope || probe.startsWith(`${scope}.`)) && scope.length >= best.length)
          best = { length: scope.length, color };
    if (best.length > 0) return best.color;
  }
  return foreground;
}

function themeOf(file: string): Theme {
  const theme = readJson(file);
  const base =
    theme.include === undefined ? undefined : themeOf(path.join(path.dirname(file), theme.include));
  const own = (theme.tokenColors ?? []).flatMap(({ scope, settings }) => {
    const scopes = [scope ?? []]
      .flat()
      .flatMap((one) => one.split(","))
      .map((one) => one.trim());
    const color = settings?.foreground?.toLowerCase();
    return color === undefined
      ? []
      : [{ scopes: scopes.filter((one) => one !== "" && !one.includes(" ")), color }];
  });
  return {
    isSemantic: theme.semanticHighlighting ?? base?.isSemantic ?? false,
    foreground: theme.colors?.["editor.foreground"]?.toLowerCase() ?? base?.foreground ?? "",
    rules: [...(base?.rules ?? []), ...own],
  };
}

interface ThemeFile {
  readonly include?: string;
  readonly semanticHighlighting?: boolean;
  readonly colors?: Readonly<Partial<Record<"editor.foreground", string>>>;
  readonly tokenColors?: readonly {
    readonly scope?: string | readonly string[];
    readonly settings?: { readonly foreground?: string };
  }[];
}

/** Reads JSON with comments and with commas before closing brackets. */
function readJson(file: string): ThemeFile {
  const text = readFileSync(file, "utf8")
    .replace(/("(?:\\.|[^"\\])*")|\/\/[^\n]*|\/\*[^]*?\*\//g, (_, quoted?: string) => quoted ?? "")
    .replace(/,(\s*[}\]])/g, "$1");
  return JSON.parse(text) as ThemeFile;
}
