import type { CancellationToken } from "vscode-languageserver";
import { problemSteps, type Severities } from "../checks/run.ts";
import { testFileHost } from "../hosts/formats/falco/own-files.ts";
import type { Snapshot } from "../model/workspace/workspace.ts";
import { keptBy } from "../text/kept.ts";
import type { Session } from "./session/session.ts";
import { nextMoment, othersTurn, strides } from "./strides.ts";

type Token = Pick<CancellationToken, "isCancellationRequested">;

/** How many steps of a load someone waits for who can do without: of as many as a ruleset of a few hundred items takes. */
const FEW = 100;

/**
 * Loads the rulesets of a document in strides, so that other messages are answered meanwhile; all of them for a test file,
 * or without a document, and then what is wrong with it when `checks` is given. Where something changes meanwhile, it goes on
 * with what there is then. False when it was cancelled.
 */
export async function loadInStrides(
  session: Session,
  uri: string | undefined,
  token: Token,
  checks = false,
): Promise<boolean> {
  return (await load(session, uri, token, checks)) !== undefined;
}

/**
 * The same for a question that can be answered without the rules: it waits for a few steps only. Returns the snapshot to ask,
 * in which nothing is loaded where that would take longer; undefined when it was cancelled.
 */
export async function loadIfShort(
  session: Session,
  uri: string,
  token: Token,
): Promise<Snapshot | undefined> {
  const end = await load(session, uri, token, false, FEW);
  return end === "few" ? unloaded(session.snapshot()) : end && session.snapshot();
}

const unloaded = keptBy(
  (snapshot: Snapshot): Snapshot => ({
    ...snapshot,
    rulesets: snapshot.rulesets.map((ruleset) => ruleset.unloaded()),
  }),
);

async function load(
  session: Session,
  uri: string | undefined,
  token: Token,
  checks: boolean,
  most = Number.POSITIVE_INFINITY,
): Promise<"all" | "few" | undefined> {
  await allSeen(session, uri);
  if (token.isCancellationRequested) return undefined;
  for (let count = 0; ; ) {
    await session.settle();
    if (token.isCancellationRequested) return undefined;
    const snapshot = session.snapshot();
    const { severities } = session.settings;
    const due = strides();
    const steps = checks && uri !== undefined ? checking(snapshot, uri, severities) : loading(snapshot, uri);
    while (snapshot === session.snapshot()) {
      if (steps.next().done) return "all";
      if (++count >= most) return "few";
      const turn = due();
      if (!turn) continue;
      await turn;
      if (token.isCancellationRequested) return undefined;
    }
  }
}

/** Of how many characters a document is for each millisecond that a change of it is waited with. */
const PER_MILLISECOND = 300_000;

/** How many moments without a change are waited for in a document that is shorter: a question comes between two keys. */
const QUIET = 2;

/**
 * Waits until no change follows another at once: many keys in a row, as of a paste or a held key, are one change to what is
 * slow. Where a document is long and looking at it takes its time, keys that come apart are waited for too.
 */
async function allSeen(session: Session, uri: string | undefined): Promise<void> {
  const pause = Math.floor((uri === undefined ? 0 : session.lengthOf(uri)) / PER_MILLISECOND);
  const patience = pause > 0 ? 1 : QUIET;
  let seen = session.unseenChanges;
  for (let quiet = 0; seen !== undefined && quiet < patience; ) {
    await (pause > 0 ? othersTurn(1 + pause) : nextMoment());
    quiet = seen === session.unseenChanges ? quiet + 1 : 0;
    seen = session.unseenChanges;
  }
}

/** Yields within a ruleset that is large, and between one and the next. */
function* loading({ rulesets, documents }: Snapshot, uri: string | undefined): Generator<void, void> {
  const isAll = uri === undefined || documents.get(uri)?.host === testFileHost.id;
  const around = rulesets.filter(({ order }) => isAll || order.some((ref) => ref.uri === uri));
  for (const [at, ruleset] of around.entries()) {
    if (at > 0) yield;
    yield* ruleset.loading();
  }
}

/** Loads, and then finds what is wrong with the document, which remembers it. */
function* checking(snapshot: Snapshot, uri: string, severities: Severities): Generator<void, void> {
  yield* loading(snapshot, uri);
  yield* problemSteps(snapshot, uri, severities);
}
