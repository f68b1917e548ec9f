import {
  type CodeAction,
  CodeActionKind,
  type Connection,
  type Range,
  type WorkspaceEdit,
} from "vscode-languageserver";
import { changeableRules, type RuleChange, ruleChanges, ruleChangesAt } from "../features/rule-change.ts";
import type { Snapshot } from "../model/workspace/workspace.ts";
import { lineIndex } from "../text/line-index.ts";
import { answerLater } from "./answer.ts";
import { toWorkspaceEdit } from "./convert.ts";
import { loadInStrides } from "./load-in-strides.ts";
import {
  RULE_CHANGES,
  type RuleChangesParams,
  type RuleChangesResult,
  type WrittenChange,
} from "./protocol.ts";
import type { Session } from "./session/session.ts";
import { keyOf } from "./session/uris.ts";

/** Answers which rules of other files can be changed, and with which edits. */
export function serveRuleChanges(connection: Connection, session: Session): void {
  connection.onRequest(RULE_CHANGES, ({ uri: given, name }: RuleChangesParams, token) =>
    answerLater<RuleChangesResult>(connection, `Changes of rules for ${given}`, NONE, async () => {
      const uri = keyOf(given);
      if (!(await loadInStrides(session, uri, token))) return NONE;
      const snapshot = session.snapshot();
      if (name === undefined) return { rules: changeableRules(snapshot, uri), changes: [] };
      const changes = ruleChanges(snapshot, uri, name).filter((change) => canMake(session, change));
      return {
        rules: [],
        changes: changes.map((change) => toWrittenChange(snapshot, change)),
      };
    }),
  );
}

const NONE: RuleChangesResult = { rules: [], changes: [] };

/** The changes of the rule whose name is at an offset, as refactorings that open what they wrote. */
export function ruleActions(
  session: Session,
  snapshot: Snapshot,
  uri: string,
  offset: number,
): readonly CodeAction[] {
  const command = session.client.revealCommand;
  return ruleChangesAt(snapshot, uri, offset)
    .filter((change) => canMake(session, change))
    .map((change) => {
      const { title } = change;
      const reveal = command !== undefined && {
        command: { title, command, arguments: [change.edit.uri, rangeOf(snapshot, change)] },
      };
      return { title, kind: CodeActionKind.Refactor, edit: editOf(snapshot, change), ...reveal };
    });
}

/** A change as clients make it and then show it. */
export function toWrittenChange(snapshot: Snapshot, change: RuleChange): WrittenChange {
  return {
    title: change.title,
    edit: editOf(snapshot, change),
    uri: change.edit.uri,
    range: rangeOf(snapshot, change),
  };
}

/** Whether the client can make the file that a change needs. */
export function canMake({ client }: Session, { creates }: RuleChange): boolean {
  return !creates || client.createsFiles === true;
}

function editOf({ documents }: Snapshot, { edit, creates, registers }: RuleChange): WorkspaceEdit {
  if (!creates) return toWorkspaceEdit([edit], documents);
  const start = { line: 0, character: 0 };
  const { changes = {} } = toWorkspaceEdit(registers ? [registers] : [], documents);
  return {
    documentChanges: [
      { kind: "create", uri: edit.uri },
      {
        textDocument: { uri: edit.uri, version: null },
        edits: [{ range: { start, end: start }, newText: edit.newText }],
      },
      ...Object.entries(changes).map(([uri, edits]) => ({ textDocument: { uri, version: null }, edits })),
    ],
  };
}

/** What is to be filled in, where it is after the edit. */
function rangeOf({ documents }: Snapshot, { edit, select }: RuleChange): Range {
  const text = documents.get(edit.uri)?.text ?? "";
  const lines = lineIndex(text.slice(0, edit.start) + edit.newText);
  return { start: lines.position(edit.start + select.start), end: lines.position(edit.start + select.end) };
}
