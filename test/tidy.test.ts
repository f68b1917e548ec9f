import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const ROOT = path.resolve(import.meta.dirname, "..");

/** Layers below each layer: what its files may import. The rest of the project is out of reach. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  text: [],
  syntax: ["text"],
  hosts: ["text", "syntax"],
  catalog: ["text", "schemas"],
  model: ["text", "syntax", "hosts", "catalog"],
  checks: ["text", "syntax", "hosts", "catalog", "model", "evaluate"],
  evaluate: ["text", "syntax", "hosts", "catalog", "model"],
  migrate: ["text", "syntax", "hosts", "catalog", "model", "evaluate", "checks"],
  features: ["text", "syntax", "hosts", "catalog", "model", "evaluate"],
  project: ["text", "syntax", "hosts", "catalog", "model", "checks", "features", "evaluate"],
  lsp: [
    "project",
    "text",
    "syntax",
    "hosts",
    "catalog",
    "model",
    "checks",
    "migrate",
    "features",
    "evaluate",
  ],
  registry: [],
  cache: [],
  cli: [
    "project",
    "text",
    "syntax",
    "hosts",
    "catalog",
    "model",
    "checks",
    "migrate",
    "features",
    "evaluate",
    "registry",
    "cache",
  ],
  "index.ts": ["text", "syntax", "hosts", "catalog", "model", "checks", "migrate", "features", "evaluate"],
  main: ["lsp", "project", "cache"],
  client: ["registry"],
  playground: ["lsp"],
};

/** Where each outside package may be imported. A package that is not named here may not be imported by the product. */
const MAY_IMPORT_PACKAGE: readonly { readonly package: RegExp; readonly layers: readonly string[] }[] = [
  { package: /^(yaml|chevrotain)$/, layers: ["syntax"] },
  { package: /^(dockerfile-ast|mdast-util-from-markdown)$/, layers: ["hosts"] },
  { package: /^(commander|diff|undici|ignore)$/, layers: ["cli"] },
  { package: /^modern-tar$/, layers: ["registry"] },
  { package: /^node:/, layers: ["cli", "cache"] },
  { package: /^(@modelcontextprotocol\/server(\/.*)?|zod)$/, layers: ["cli"] },
  {
    package: /^vscode-(languageserver|languageserver-.*|uri)(\/.*)?$/,
    layers: ["lsp", "main", "playground"],
  },
  { package: /^(monaco-(editor|lsp-client)|micromark)([/-].*)?$/, layers: ["playground"] },
  { package: /^vscode(-languageclient(\/.*)?)?$/, layers: ["client"] },
];

interface SourceFile {
  /** From the project's root, with slashes. */
  readonly path: string;
  readonly layer: string;
  readonly text: string;
}

interface Import {
  readonly from: SourceFile;
  readonly specifier: string;
}

const sources = [...filesUnder("client/src"), ...filesUnder("playground/src"), ...filesUnder("server/src")];
const imports = sources.flatMap(importsOf);

test("the sources are found", () => {
  expect(sources.length).toBeGreaterThan(10);
  expect(imports.length).toBeGreaterThan(10);
});

test("every layer has import rules", () => {
  expect(sources.filter(({ layer }) => !(layer in MAY_IMPORT)).map((file) => file.path)).toEqual([]);
});

test("a layer imports only layers below it", () => {
  const wrong = imports.filter(({ from, specifier }) => {
    if (!specifier.startsWith(".")) return false;
    const layer = layerOf(path.posix.join(path.posix.dirname(from.path), specifier));
    return layer !== from.layer && !MAY_IMPORT[from.layer]?.includes(layer) && !isFixOfCheck(from, layer);
  });
  expect(wrong.map(shown)).toEqual([]);
});

/** What the server and the extension run in Node only. */
const NODE_FILES: ReadonlySet<string> = new Set([
  "client/src/node.ts",
  "server/src/main/framed-messages.ts",
  "server/src/main/message-streams.ts",
  "server/src/main/process.ts",
  "server/src/main/read-regular-file.ts",
  "server/src/main/texts-between-runs.ts",
  "server/src/main/start/code-cache.ts",
  "server/src/main/start/server.ts",
  "server/src/main/start/standalone.ts",
]);

test("a package is imported only where it belongs", () => {
  const wrong = imports.filter(({ from, specifier }) => {
    if (specifier.startsWith(".")) return false;
    if (NODE_FILES.has(from.path) && specifier.startsWith("node:")) return false;
    return !MAY_IMPORT_PACKAGE.some(
      ({ package: name, layers }) => name.test(specifier) && layers.includes(from.layer),
    );
  });
  expect(wrong.map(shown)).toEqual([]);
});

/** What of the command line asks the disk itself: it writes, watches, or reads what is the program's own or no part of a check. */
const ASKS_DISK: ReadonlySet<string> = new Set([
  "check-pages.ts",
  "checking/baseline.ts",
  "checking/compare-falco.ts",
  "checking/watch.ts",
  "command-line.ts",
  "files.ts",
  "repeat/disk.ts",
  "repeat/repeated-check.ts",
  "write-files.ts",
]);

test("a check looks at the disk where it is noted, so that its answer can be repeated", () => {
  const reached = new Set<string>();
  const visit = (file: string): void => {
    if (reached.has(file)) return;
    reached.add(file);
    for (const { from, specifier } of imports)
      if (from.path === file && specifier.startsWith("."))
        visit(path.posix.join(path.posix.dirname(file), specifier));
  };
  visit("server/src/cli/check.ts");
  const asking = imports.filter(
    ({ from, specifier }) =>
      reached.has(from.path) && from.layer === "cli" && /^node:(?:fs|child_process)/.test(specifier),
  );
  expect(asking.length).toBeGreaterThan(3);
  expect(
    asking
      .map(({ from }) => from.path.slice("server/src/cli/".length))
      .filter((file) => !ASKS_DISK.has(file)),
  ).toEqual([]);
});

test("no files import each other in a circle", () => {
  const imported = new Map(
    sources.map((from) => [
      from.path,
      importsOf(from)
        .filter(({ specifier }) => specifier.startsWith("."))
        .map(({ specifier }) => path.posix.join(path.posix.dirname(from.path), specifier)),
    ]),
  );
  expect(circlesIn(imported)).toEqual([]);
});

/** The log of a process and its exit code. */
const PROCESS_WIDE: ReadonlySet<string> = new Set(["server/src/cli/main.ts", "server/src/text/isolated.ts"]);

test("what a module remembers is a function of what it is asked: `text/kept.ts` keeps it", () => {
  const isState =
    /^(?:export )?(?:let\b|(?:const|var) \w+(?:: [^=]+)? = new (?:Weak)?(?:Map|Set)(?:<[^(]*>)?\(\);?$)/m;
  const wrong = sources.filter(
    ({ path: file, layer, text }) =>
      file.startsWith("server/src/") && layer !== "main" && !PROCESS_WIDE.has(file) && isState.test(text),
  );
  expect(wrong.map((file) => file.path)).toEqual([]);
});

test("no generator function is made anew for each call: by its hidden class the engine holds all that it refers to", () => {
  const wrong = sources.filter(({ text }) => /function ?\* ?\(/.test(text));
  expect(wrong.map((file) => file.path)).toEqual([]);
});

test("relative imports name the file with its ending", () => {
  const wrong = imports.filter(
    ({ specifier }) => specifier.startsWith(".") && !/\.(ts|json|js)$/.test(specifier),
  );
  expect(wrong.map(shown)).toEqual([]);
});

test("no source file has more than 400 lines", () => {
  const long = sources.filter(({ text }) => text.trimEnd().split("\n").length > 400);
  expect(long.map((file) => file.path)).toEqual([]);
});

test("file names are kebab-case", () => {
  const wrong = sources.filter((file) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(path.basename(file.path, ".ts")));
  expect(wrong.map((file) => file.path)).toEqual([]);
});

test("every check has its page, and every page its check", () => {
  const pages = readdirSync(path.join(ROOT, "docs/checks")).map((name) => path.basename(name, ".md"));
  const checks = sources
    .filter(({ path: file, layer }) => layer === "checks" && !/(?:^|[-/])check\.ts$/.test(file))
    .filter(({ text }) => /\bdefine\w*Check[(<]/.test(text))
    .map((file) => path.basename(file.path, ".ts"));
  expect(checks.sort()).toEqual(pages.sort());
});

test("no folder of code has more than 25 files", () => {
  const counts = new Map<string, number>();
  for (const file of sources)
    counts.set(path.dirname(file.path), (counts.get(path.dirname(file.path)) ?? 0) + 1);
  expect([...counts].filter(([, count]) => count > 25)).toEqual([]);
});

test("every file that the manifest names exists or is built", () => {
  const manifest = readFileSync(path.join(ROOT, "package.json"), "utf8");
  const named = [
    ...manifest.matchAll(/"path": "\.\/([^"]+)"/g),
    ...manifest.matchAll(/"configuration": "\.\/([^"]+)"/g),
    ...manifest.matchAll(/"markdown": "([^"]+)"/g),
  ];
  expect(named.map((match) => match[1] ?? "").filter((file) => !existsSync(path.join(ROOT, file)))).toEqual(
    [],
  );
});

test("the lock file holds no download address", () => {
  expect(readFileSync(path.join(ROOT, "package-lock.json"), "utf8")).not.toContain('"resolved"');
});

/** Code actions show the fixes that checks make; it is the one place where features look at checks. */
function isFixOfCheck(from: SourceFile, layer: string): boolean {
  return from.path === "server/src/features/code-actions.ts" && layer === "checks";
}

function filesUnder(folder: string): readonly SourceFile[] {
  return readdirSync(path.join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .map((name) => path.posix.join(folder, name.replaceAll(path.sep, "/")))
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".d.ts"))
    .map((name) => ({ path: name, layer: layerOf(name), text: readFileSync(path.join(ROOT, name), "utf8") }));
}

/** The folder below `server/src`, or the folder at the top. */
function layerOf(file: string): string {
  const [top = "", source, below = ""] = file.split("/");
  return top === "server" && source === "src" ? below : top;
}

function importsOf(from: SourceFile): readonly Import[] {
  const statements = from.text.matchAll(
    /^(?:import|export)\b[^;"']*?\bfrom\s+["']([^"']+)["']|^import\s+["']([^"']+)["']|\bimport\(["']([^"']+)["']\)/gm,
  );
  return [...statements].map((match) => ({ from, specifier: match[1] ?? match[2] ?? match[3] ?? "" }));
}

/** Paths from a file back to itself, each once. A type is an import like any other. */
function circlesIn(imported: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const circles: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, way: readonly string[]): void => {
    const at = way.indexOf(file);
    if (at >= 0) circles.push([...way.slice(at), file].join(" imports "));
    if (at >= 0 || done.has(file)) return;
    for (const next of imported.get(file) ?? []) visit(next, [...way, file]);
    done.add(file);
  };
  for (const file of imported.keys()) visit(file, []);
  return circles;
}

function shown({ from, specifier }: Import): string {
  return `${from.path} imports ${specifier}`;
}
