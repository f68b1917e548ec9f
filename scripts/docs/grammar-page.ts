import { ConditionGrammar } from "../../server/src/syntax/condition/grammar.ts";
import { layout, type Page } from "./pages.ts";

/** Scripts of Chevrotain that draw the diagrams, in loading order. */
export const SCRIPTS: readonly string[] = [
  "vendor/railroad-diagrams.js",
  "src/diagrams_builder.js",
  "src/diagrams_behavior.js",
  "src/main.js",
];

/** Railroad diagrams of the grammar that conditions are parsed with. */
export function grammarPage(): Page {
  const rules = new ConditionGrammar({ isValidated: false }).getSerializedGastProductions();
  const data = JSON.stringify(rules).replaceAll("<", "\\u003c");
  const head = SCRIPTS.map((script) => `<script src="diagrams/${script}"></script>\n`).join("");
  const body = `<h1>Condition grammar</h1>
<p>The grammar accepts every text and reports what is missing or misplaced. It has no problem to report exactly when
Falco's own grammar accepts the condition. Groups, <code>and</code>, <code>or</code> and <code>not</code> are combined
after parsing: <code>not</code> binds more tightly than <code>and</code>, and <code>and</code> more tightly than
<code>or</code>.</p>
<div id="diagrams" class="diagrams"></div>
<script>
main.drawDiagramsFromSerializedGrammar(${data}, document.getElementById("diagrams"));
</script>`;
  return {
    file: "grammar.html",
    title: "Condition grammar",
    html: layout("Condition grammar", body, "", head),
  };
}
