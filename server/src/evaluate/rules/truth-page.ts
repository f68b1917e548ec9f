import { codeSpan, fenced, inert } from "../../text/markdown.ts";
import type { ExplainedRule } from "./explain-event.ts";
import { truthLines } from "./truth-lines.ts";

/** How many rules a page writes out. */
const MOST = 10;

/** A page in Markdown about rules and an event: each condition with the truth of its parts, and the output. */
export function truthPage(title: string, rules: readonly ExplainedRule[]): string {
  const shown = rules.slice(0, MOST).map(({ rule, truth, verdict, output }) => {
    const lines = [
      `## ${codeSpan(rule.name)}`,
      inert(`Rule \`${rule.name.replaceAll("`", "'")}\` ${verdict}.`),
      ...(output === undefined ? [] : ["Output:", fenced(output)]),
      "Condition:",
      fenced(truthLines(truth).join("\n")),
    ];
    return lines.join("\n\n");
  });
  const others = rules.slice(MOST).map(({ rule, verdict }) => inert(`- \`${rule.name}\` ${verdict}`));
  return [
    `# ${inert(title)}`,
    ...(rules.length === 0 ? ["No rule matches."] : shown),
    ...(others.length > 0 ? ["## Other rules", others.join("\n")] : []),
    "`✓` is true, `✗` is false, and `?` depends on a field that is not known.\n",
  ].join("\n\n");
}
