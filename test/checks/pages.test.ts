import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { parsePlugins } from "../../server/src/catalog/plugins.ts";
import { readVersion } from "../../server/src/catalog/version.ts";
import type { FalcoVerdict, Fix, Problem } from "../../server/src/checks/check.ts";
import { ALL_CHECKS } from "../../server/src/checks/registry.ts";
import { problemsOf } from "../../server/src/checks/run.ts";
import { type Document, readDocument } from "../../server/src/hosts/document.ts";
import { applyEdits } from "../../server/src/text/span.ts";
import { createWorkspace } from "../../server/src/model/workspace/workspace.ts";
import { DEFAULT_SETTINGS } from "../../server/src/model/workspace/settings.ts";

/** What an example is checked as, by the language of its block, where it names no file. */
const FILES: Readonly<Record<string, string>> = {
  bash: "start.sh",
  dockerfile: "Dockerfile",
  ini: "falco.service",
  json: "falco.json",
  sh: "start.sh",
  yaml: "falco_rules.local.yaml",
};

/** Folders of checks whose YAML examples are other files than rules. */
const YAML_FILES: ReadonlyMap<string, string> = new Map([
  ["configuration", "falco.yaml"],
  ["chart-values", "values.yaml"],
  ["workspace", "pod.yaml"],
  ["tests", "rules.falco-test.yaml"],
]);

/** The folder of each check, by its code. */
const FOLDERS: ReadonlyMap<string, string> = new Map(
  readdirSync(new URL("../../server/src/checks/", import.meta.url), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => [path.basename(file, ".ts"), file.split(path.sep)[0] ?? ""]),
);

interface Example {
  readonly files: Readonly<Record<string, string>>;
  /** What is marked by carets: file, code, line and column from 0. */
  readonly marks: readonly {
    readonly file: string;
    readonly code: string;
    readonly line: number;
    readonly column: number;
  }[];
  readonly target: string;
  readonly plugins: string;
  /** The workspace is to move to the target. */
  readonly moving: boolean;
}

const checks = ALL_CHECKS.map(({ optional, ...check }) => ({ ...check, optional: optional === true }));

/** A line of the section on severity. */
const SEVERITY_LINE = /^(?:Error|Warning|Info|Hint): Falco(?:'s schema)? [^.]+\.$/;

function severityLine({ severity, falco }: Pick<Problem, "severity" | "falco">): string {
  return `${severity.charAt(0).toUpperCase()}${severity.slice(1)}: ${falcoSentence(falco)}`;
}

function falcoSentence(falco: FalcoVerdict): string {
  switch (falco) {
    case null:
      return "Falco does not report it.";
    case "fatal":
      return "Falco exits.";
    case "log":
      return "Falco logs a warning.";
    case "schema":
      return "Falco's schema rejects it, and Falco logs a warning.";
    default:
      return falco.startsWith("LOAD_ERR")
        ? `Falco rejects the file with \`${falco}\`.`
        : `Falco logs the warning \`${falco}\`.`;
  }
}

describe.each(checks)("the page of $code", ({ code, optional, severity, falco }) => {
  const page = readFileSync(new URL(`../../docs/checks/${code}.md`, import.meta.url), "utf8");

  test("has the headings of every page", () => {
    const prose = page.replace(/^```[^]*?^```/gm, "");
    expect(prose.match(/^#+ .*$/gm)).toEqual([
      `# ${code}`,
      "## What it does",
      "## Why",
      "## Severity",
      "## Wrong",
      "## Right",
      "## Fix",
    ]);
  });

  test("has the severities of its examples, and what Falco does", () => {
    const section = /^## Severity\n\n([^]*?)\n\n## Wrong$/m.exec(page)?.[1] ?? "";
    const stated = section.split("\n").map((line) => line.replace(/^- /, ""));
    const found = examplesIn(page, "Wrong", code)
      .flatMap((example) => problemsIn(example, code, false))
      .filter(({ problem }) => problem.code === code)
      .map(({ problem }) => severityLine(problem));
    expect(stated).toEqual(expect.arrayContaining(found));
    if (falco !== null) expect(stated).toContain(severityLine({ severity, falco }));
    expect(section.endsWith("\n\nOff by default.")).toBe(optional);
    expect(stated.filter((line) => line !== "" && !SEVERITY_LINE.test(line))).toEqual(
      optional ? ["Off by default."] : [],
    );
  });

  test("has a wrong example that is reported", () => {
    for (const example of examplesIn(page, "Wrong", code)) {
      const found = problemsIn(example, code, optional);
      expect(found.map(({ problem }) => problem.code)).toContain(code);
      const places = found.map(({ file, problem, line, column }) => ({
        file,
        code: problem.code,
        line,
        column,
      }));
      for (const mark of example.marks) expect(places).toContainEqual(mark);
    }
  });

  test("has a wrong example that each fix of it settles", () => {
    for (const example of examplesIn(page, "Wrong", code))
      for (const { problem } of problemsIn(example, code, optional)) {
        if (problem.code !== code) continue;
        for (const fix of problem.fixes) {
          const left = problemsIn({ ...example, files: edited(example.files, fix) }, code, optional);
          expect(left.filter((one) => one.problem.message === problem.message)).toEqual([]);
        }
      }
  });

  test("has a right example that is not reported", () => {
    for (const example of examplesIn(page, "Right", code))
      expect(
        problemsIn(example, code, optional)
          .filter(({ problem }) => problem.code === code || problem.severity === "error")
          .map(({ problem }) => problem.message),
      ).toEqual([]);
  });
});

/** The files with the edits of a fix. */
function edited(files: Example["files"], { edits }: Fix): Example["files"] {
  return Object.fromEntries(
    Object.entries(files).map(([file, text]) => {
      const own = edits.filter(({ uri }) => uri === `file:///work/${file}`);
      return [
        file,
        applyEdits(
          text,
          own.map(({ start, end, newText }) => ({ span: { start, end }, newText })),
        ),
      ];
    }),
  );
}

/** The examples in a section. There is at least one. */
function examplesIn(page: string, heading: string, code: string): readonly Example[] {
  const section = new RegExp(`^## ${heading}\\n([^]*?)(?=^## |$(?![^]))`, "m").exec(page)?.[1] ?? "";
  const found = [...section.matchAll(/^```(\w+)([^\n]*)\n([^]*?)^```/gm)].map(
    ([, language = "", info = "", text = ""]) => exampleOf(language, info, text, code),
  );
  if (found.length === 0) throw new Error(`Section ${heading} of ${code} has no example.`);
  return found;
}

/** A block may hold several files, each after a line `#- name options`. Options also come after the language. */
function exampleOf(language: string, info: string, text: string, code: string): Example {
  const name =
    (language === "yaml" ? YAML_FILES.get(FOLDERS.get(code) ?? "") : undefined) ??
    FILES[language] ??
    "rules.yaml";
  const first = info.includes("fragment") ? `config.d/${name}` : name;
  const parts = text.startsWith("#- ") ? text.split(/^#- /m).slice(1) : [`${first}\n${text}`];
  const options = `${info} ${parts.map((part) => part.slice(0, part.indexOf("\n"))).join(" ")}`;
  const files: Record<string, string> = {};
  const marks: { file: string; code: string; line: number; column: number }[] = [];
  for (const part of parts) {
    const [head = "", ...lines] = part.split("\n");
    const [file = ""] = head.trim().split(" ");
    const path = /^(?:target|plugins):/.test(file) || file === "" ? first : file;
    const kept: string[] = [];
    for (const line of lines) {
      const [, before, marked] = /^(\s*#\s*)\^+ ([\w-]+)\s*$/.exec(line) ?? [];
      if (before === undefined || marked === undefined) kept.push(line);
      // A sign that touches the carets counts as one of them.
      else
        marks.push({
          file: path,
          code: marked,
          line: kept.length - 1,
          column: /#$/.test(before) ? before.length - 1 : before.length,
        });
    }
    files[path] = kept.join("\n");
  }
  return {
    files,
    marks,
    target: /target:(\S+)/.exec(options)?.[1] ?? "",
    plugins: /plugins:(\S+)/.exec(options)?.[1] ?? "",
    moving: /\bmoving\b/.test(options),
  };
}

function problemsIn(
  { files, target, plugins, moving }: Example,
  code: string,
  optional: boolean,
): readonly {
  readonly file: string;
  readonly problem: Problem;
  readonly line: number;
  readonly column: number;
}[] {
  const documents = new Map<string, Document>();
  for (const [file, text] of Object.entries(files)) {
    const uri = `file:///work/${file}`;
    documents.set(uri, readDocument(uri, `/work/${file}`, text));
  }
  const version = readVersion(target);
  const settings = {
    ...DEFAULT_SETTINGS,
    ...(version && { target: version }),
    ...(moving && { moving }),
    ...(plugins !== "" && { plugins: parsePlugins(plugins).value }),
  };
  const paths = new Set([...documents.values()].map((document) => document.path));
  const snapshot = createWorkspace().snapshot(documents, settings, { roots: ["/work"], paths });
  return [...documents].flatMap(([uri, document]) =>
    problemsOf(snapshot, uri, optional ? { [code]: "hint" } : {}).map((problem) => {
      const { line, character } = document.lines.position(problem.span.start);
      return { file: uri.slice("file:///work/".length), problem, line, column: character };
    }),
  );
}
