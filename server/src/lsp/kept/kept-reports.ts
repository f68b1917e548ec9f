import type { Diagnostic } from "vscode-languageserver";
import type { Session } from "../session/session.ts";
import type { KeptTexts } from "./kept-texts.ts";
import { readReports, type Reports, textOfReports } from "./reports.ts";

/** How long after the last look what was reported is kept, in milliseconds, when nothing changed meanwhile. */
const QUIET = 5_000;

/** How often what was kept is looked for in vain. A session that has once looked at everything soon knows what changed. */
const MOST_LOOKS = 3;

/** Longest text that is kept: writing it holds up what else is asked. */
const LONGEST = 4_000_000;

/**
 * What was reported for the workspace, between runs of the server. A run that finds the same texts, settings and releases
 * reports it again without reading any rule; what anyone asks of a problem is computed then.
 */
export class KeptReports {
  readonly #session: Session;
  readonly #texts: KeptTexts;
  /** The last that are known, and of which edition they are. */
  #known: { readonly edition: number; readonly reports: Reports } | undefined;
  /** The inputs of which they are, where these are on the disk already. */
  #stored: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #looks = MOST_LOOKS;

  constructor(session: Session, texts: KeptTexts) {
    this.#session = session;
    this.#texts = texts;
  }

  /** What the workspace's documents have now, as far as it is known without looking at them. */
  now(): Reports | undefined {
    const { edition } = this.#session;
    if (this.#known?.edition === edition) return this.#known.reports;
    if (this.#looks === 0 || !this.#session.settings.checksWorkspace) return undefined;
    const inputs = this.#inputs();
    if (inputs === undefined) return undefined;
    const reports = readReports(this.#texts.read(this.#key()), inputs);
    if (reports) {
      this.#known = { edition, reports };
      this.#stored = inputs;
    } else this.#looks--;
    return reports;
  }

  /** The diagnostics of a document that the editor has open, where those of the workspace are known. */
  of(uri: string): readonly Diagnostic[] | undefined {
    const reports = this.#session.versionOf(uri) === null ? undefined : this.now();
    return reports && (reports.get(uri) ?? []);
  }

  /** Takes what was found in the whole workspace while it was of this edition, and keeps it after a while. */
  take(edition: number, reports: Reports): void {
    if (edition !== this.#session.edition) return;
    this.#looks = 0;
    this.#known = { edition, reports };
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.store(), QUIET);
  }

  /** Keeps what is known, if it still holds. */
  store(): void {
    clearTimeout(this.#timer);
    const inputs = this.#known?.edition === this.#session.edition ? this.#inputs() : undefined;
    if (!this.#known || inputs === undefined || inputs === this.#stored) return;
    this.#stored = inputs;
    const text = textOfReports(inputs, this.#known.reports);
    if (text.length <= LONGEST) this.#texts.write(this.#key(), text);
  }

  /** Undefined without a folder: files that are opened one by one are no workspace that is opened again. */
  #inputs(): string | undefined {
    return this.#session.folders().length === 0 ? undefined : this.#session.inputs();
  }

  /** One entry for each workspace. */
  #key(): string {
    return JSON.stringify(["workspace", ...[...this.#session.folders()].sort()]);
  }
}
