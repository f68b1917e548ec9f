import { describe, expect, test } from "vitest";
import { problemsOf } from "../../server/src/checks/run.ts";
import { quickFixes } from "../../server/src/features/code-actions.ts";
import { applyEdits } from "../../server/src/text/span.ts";
import { fixture } from "../features/fixture.ts";

const NAME = "unquoted-pattern";

/** The words that are found, and the text after all fixes. */
function found(path: string, text: string): { readonly words: readonly string[]; readonly after: string } {
  const { snapshot, uri } = fixture(`#- ${path}\n${text}`);
  const problems = problemsOf(snapshot, uri).filter(({ code }) => code === NAME);
  const edits = quickFixes(problems).flatMap(({ fix }) =>
    fix.edits.map(({ newText, start, end }) => ({ span: { start, end }, newText })),
  );
  return {
    words: problems.map(({ span }) => text.slice(span.start, span.end)),
    after: applyEdits(text, edits),
  };
}

const WORD = "rules[].disable.rule=*a*";

const READ_BY_A_SHELL: readonly (readonly [path: string, write: (word: string) => string])[] = [
  ["run.sh", (word) => `sudo falco -o ${word} -A &\n`],
  ["run.sh", (word) => `docker run falcosecurity/falco falco -o ${word}\n`],
  ["Dockerfile", (word) => `FROM debian\nCMD falco -o ${word}\n`],
  ["Dockerfile", (word) => `FROM debian\nRUN falco --dry-run -o ${word}\n`],
  ["Makefile", (word) => `run:\n\tfalco -c $(CONFIG) -o ${word}\n`],
  [
    ".github/workflows/ci.yaml",
    (word) => `jobs:\n  a:\n    steps:\n      - run: |\n          falco -o ${word}\n`,
  ],
  ["tasks/main.yml", (word) => `- name: run\n  ansible.builtin.shell: falco -o ${word}\n`],
  [
    "ds.yaml",
    (word) =>
      `apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - image: falcosecurity/falco\n      command: [sh, -c, "exec falco -o ${word}"]\n`,
  ],
  ["README.md", (word) => `\`\`\`sh\nfalco -o ${word}\n\`\`\`\n`],
];

describe("a pattern that a shell reads", () => {
  test.each(READ_BY_A_SHELL)("is found and put in quotes in %s %#", (path, write) => {
    const { words, after } = found(path, write(WORD));
    expect(words).toEqual([WORD]);
    expect(after).toBe(write(`'${WORD}'`));
    expect(found(path, after).words).toEqual([]);
  });

  test.each([
    "plugins[0].open_params=x",
    "http_output.url=http://a?b",
    "append_output[]={a:1,b:2}",
    "log_level={a,b}",
    "--option=rules[].enable.tag=x",
  ])("may be %s", (word) => {
    const text = word.startsWith("--") ? `falco ${word}\n` : `falco -o ${word}\n`;
    expect(found("run.sh", text).words).toEqual([word.replace("--option=", "")]);
  });

  test("is reported without a fix where the shell fills a part in", () => {
    const text = "falco -o rules[].enable.tag=$TAG\n";
    expect(found("run.sh", text)).toEqual({ words: ["[]"], after: text });
  });

  test.each([
    '"rules[].disable.rule=*"',
    "rules\\[\\].disable.rule=x",
    "'a[]'.b=\\*",
    "append_output={}",
    "json_output=true",
    '"$X"',
    "a={b}",
  ])("is not %s", (word) => {
    expect(found("run.sh", `falco -o ${word} -r /etc/falco/rules.d/*.yaml\n`).words).toEqual([]);
  });
});

test.each([
  [
    "ds.yaml",
    `apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - image: falcosecurity/falco\n      args: [/usr/bin/falco, -o, "${WORD}"]\n`,
  ],
  ["compose.yaml", `services:\n  falco:\n    image: falcosecurity/falco\n    command: falco -o ${WORD}\n`],
  ["falco.service", `[Service]\nExecStart=/usr/bin/falco -o ${WORD}\n`],
  ["Dockerfile", `FROM debian\nCMD ["falco", "-o", "${WORD}"]\n`],
  ["tasks/main.yml", `- name: run\n  ansible.builtin.command: falco -o ${WORD}\n`],
])("no shell reads the words of %s", (path, text) => {
  expect(found(path, text).words).toEqual([]);
});
