import { lineIndex } from "../../server/src/text/line-index.ts";
import { applyEdits, type Edit } from "../../server/src/text/span.ts";
import type { ServerProcess } from "../../scripts/bench/server-process.ts";
import { randomFrom } from "../conformance/random.ts";
import { damage } from "./fuzz.ts";
import { SEEDS } from "./seeds.ts";

/** How often documents are back at their first texts, and the heap is measured. */
const STRETCHES = 10;

/** What an editor asks while its user types, besides diagnostics. */
const QUESTIONS = [
  "hover",
  "completion",
  "documentHighlight",
  "semanticTokens/full",
  "documentSymbol",
  "foldingRange",
  "codeAction",
  "codeLens",
  "inlayHint",
];

/** A person at work for days: types into documents of every host, and opens and closes others. The same for the same seed. */
export class Endurance {
  readonly #server: ServerProcess;
  readonly #random: (below: number) => number;
  readonly #texts = new Map<string, string>();
  #count = 0;

  constructor(server: ServerProcess, seed: number) {
    this.#server = server;
    this.#random = randomFrom(seed);
  }

  /** Opens what is typed into later. */
  async begin(): Promise<void> {
    for (const [path, text] of SEEDS) {
      const uri = `file:///edited/${path}`;
      this.#texts.set(uri, text);
      await this.#server.open(uri, text);
      await this.#server.diagnostics(uri);
    }
  }

  /** Bytes that the server holds after each stretch of the work, with the same texts open. */
  async work(edits: number, documents: number): Promise<readonly number[]> {
    const held: number[] = [];
    for (let stretch = 0; stretch < STRETCHES; stretch++) {
      for (let edit = 0; edit < edits / STRETCHES; edit++) await this.#edit();
      for (let document = 0; document < documents / STRETCHES; document++) await this.#openAndClose();
      for (const [path, text] of SEEDS) await this.#write(`file:///edited/${path}`, text);
      await this.#server.ask("read");
      held.push((await this.#server.ask("read")).heapUsed);
    }
    return held;
  }

  async #edit(): Promise<void> {
    const [path = "", seed = ""] = SEEDS[this.#random(SEEDS.length)] ?? [];
    const uri = `file:///edited/${path}`;
    const text = this.#texts.get(uri) ?? "";
    if (this.#random(20) === 0 || text.length > 3 * seed.length + 1000) {
      await this.#write(uri, seed);
      return;
    }
    // Most of what a person types is a new word, and little of it breaks anything.
    const edit = this.#random(4) === 0 ? damage(text, this.#random) : this.#word(text);
    await this.#change(uri, text, edit);
    const { connection } = this.#server;
    if (this.#random(4) === 0) {
      const position = lineIndex(text).position(this.#random(Math.min(edit.span.start, text.length) + 1));
      const range = { start: position, end: position };
      const asked = QUESTIONS[this.#random(QUESTIONS.length)] ?? "hover";
      await connection.sendRequest(`textDocument/${asked}`, {
        textDocument: { uri },
        position,
        range,
        context: { diagnostics: [], triggerKind: 1 },
      });
    }
    await this.#server.diagnostics(uri);
  }

  /** Makes a word of the text one that was never there. */
  #word(text: string): Edit {
    const words = [...text.matchAll(/[a-z]{3,}/g)];
    const at = words[this.#random(words.length)]?.index ?? text.length;
    return { span: { start: at, end: at }, newText: `w${++this.#count}` };
  }

  async #openAndClose(): Promise<void> {
    const [path = "", seed = ""] = SEEDS[this.#random(SEEDS.length)] ?? [];
    const text = applyEdits(seed, [this.#word(seed)]);
    const uri = `file:///closed/${++this.#count}/${path}`;
    await this.#server.open(uri, text);
    await this.#server.diagnostics(uri);
    await this.#server.connection.sendRequest("textDocument/documentSymbol", { textDocument: { uri } });
    await this.#server.connection.sendNotification("textDocument/didClose", { textDocument: { uri } });
  }

  async #write(uri: string, text: string): Promise<void> {
    const old = this.#texts.get(uri) ?? "";
    await this.#change(uri, old, { span: { start: 0, end: old.length }, newText: text });
    await this.#server.diagnostics(uri);
  }

  async #change(uri: string, text: string, { span, newText }: Edit): Promise<void> {
    const lines = lineIndex(text);
    const range = { start: lines.position(span.start), end: lines.position(span.end) };
    this.#texts.set(uri, applyEdits(text, [{ span, newText }]));
    await this.#server.change(uri, ++this.#count, range, newText);
  }
}
