import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type Connection,
  type ResponseError,
  type WorkspaceEdit,
} from "vscode-languageserver";
import { choosingOfKind, fixesOfKind, safeFixes } from "../checks/bulk-fixes.ts";
import type { Chosen } from "../checks/choose-fixes.ts";
import type { FixEdit, Problem, Safety } from "../checks/check.ts";
import { ignoreEdit } from "../checks/ignore-edit.ts";
import { problemsAt, quickFixes } from "../features/code-actions.ts";
import { refactoringsAt } from "../features/refactor/refactorings.ts";
import type { Refactoring } from "../features/refactor/rewrite.ts";
import type { Document } from "../hosts/document.ts";
import type { Snapshot } from "../model/workspace/workspace.ts";
import type { Span } from "../text/span.ts";
import { answerLater, answerOr } from "./answer.ts";
import { toAnnotatedEdit } from "./annotated-edit.ts";
import { toDiagnostic, toSpan, toWorkspaceEdit } from "./convert.ts";
import { loadInStrides } from "./load-in-strides.ts";
import { ruleActions } from "./rule-changes.ts";
import type { Session } from "./session/session.ts";
import { keyOf } from "./session/uris.ts";
import { progressOf } from "./progress.ts";
import { cancelled, inStrides, outdated } from "./strides.ts";

/** Applies all safe fixes of a file; runs on save where the user asks for it. */
export const FIX_ALL = `${CodeActionKind.SourceFixAll}.falco`;

const REFACTOR_KINDS: Readonly<Record<Refactoring["kind"], CodeActionKind>> = {
  extract: CodeActionKind.RefactorExtract,
  inline: CodeActionKind.RefactorInline,
  rewrite: CodeActionKind.RefactorRewrite,
};

/** What an action carries whose edit is made when it is chosen. */
interface KindData {
  readonly code: string;
  readonly safety: Safety;
}

/** Answers requests for code actions: fixes, all fixes of a kind, comments that silence, and the fixes of a whole file. */
export function serveCodeActions(connection: Connection, session: Session): void {
  connection.onCodeAction(async (params, token) => {
    const uri = keyOf(params.textDocument.uri);
    const meant = session.snapshot().documents.get(uri);
    if (
      !(await answerLater(connection, `Rulesets of ${uri}`, true, () => loadInStrides(session, uri, token)))
    )
      return cancelled();
    if (session.snapshot().documents.get(uri) !== meant) return outdated();
    return answerOr<CodeAction[]>(connection, `Code actions in ${uri}`, [], () => {
      const snapshot = session.snapshot();
      const document = snapshot.documents.get(uri);
      return document ? actionsOf(session, snapshot, document, params) : [];
    });
  });
  connection.onCodeActionResolve((action, token) => {
    const data = readKindData(action.data);
    if (!data) return action;
    return answerLater<CodeAction | ResponseError>(connection, `Fixes of ${data.code}`, action, async () => {
      const snapshot = session.snapshot();
      const uris = [...snapshot.documents.keys()];
      const progress = await progressOf(connection);
      progress?.begin(`Searching for \`${data.code}\``, 0);
      const steps = choosingOfKind(snapshot, uris, session.settings.severities, data.code, data.safety);
      const fixes = await inStrides(steps, token, (done) =>
        progress?.report(Math.round((100 * done) / uris.length), `${done} of ${uris.length} files`),
      ).finally(() => progress?.done());
      return fixes ? { ...action, edit: editOf(session, snapshot, fixes, data) } : cancelled();
    });
  });
}

function actionsOf(
  session: Session,
  snapshot: Snapshot,
  document: Document,
  { range, context }: CodeActionParams,
): CodeAction[] {
  const { severities } = session.settings;
  const wants = (kind: string): boolean =>
    !context.only || context.only.some((only) => kind === only || kind.startsWith(`${only}.`));
  const actions: CodeAction[] = [];
  if (wants(CodeActionKind.QuickFix))
    actions.push(...quickActions(session, snapshot, document, toSpan(document, range)));
  if (wants(CodeActionKind.Refactor))
    actions.push(...ruleActions(session, snapshot, document.uri, document.lines.offset(range.start)));
  if (Object.values(REFACTOR_KINDS).some(wants))
    for (const { title, kind, edits } of refactoringsAt(snapshot, document.uri, toSpan(document, range)))
      if (wants(REFACTOR_KINDS[kind]))
        actions.push({ title, kind: REFACTOR_KINDS[kind], edit: toWorkspaceEdit(edits, snapshot.documents) });
  if (context.only && wants(FIX_ALL)) {
    const edits = editsOf(safeFixes(snapshot, document.uri, severities));
    if (edits.length > 0)
      actions.push({
        title: "Apply all safe fixes",
        kind: FIX_ALL,
        edit: toWorkspaceEdit(edits, snapshot.documents),
      });
  }
  return actions;
}

function quickActions(
  session: Session,
  snapshot: Snapshot,
  document: Document,
  span: Span,
): readonly CodeAction[] {
  const problems = problemsAt(snapshot, document.uri, span, session.settings.severities);
  const quick = { kind: CodeActionKind.QuickFix };
  const shown = (problem: Problem) => [
    toDiagnostic(problem, document, snapshot.documents, session.client.pageOf),
  ];
  const fixes = quickFixes(problems);
  const preferred = new Set<Problem>();
  const single = fixes.map(({ problem, fix }): CodeAction => {
    // The editor applies what is preferred without asking which, so there is one for each problem.
    const isPreferred = fix.safety === "safe" && preferred.size < preferred.add(problem).size;
    return {
      ...quick,
      title: fix.title,
      diagnostics: shown(problem),
      isPreferred,
      edit: toWorkspaceEdit(fix.edits, snapshot.documents),
    };
  });
  const byCode = problems.filter(({ code }, at) => problems.findIndex((other) => other.code === code) === at);
  const alike = byCode.flatMap((problem) => {
    const safety = fixes.find((one) => one.problem.code === problem.code)?.fix.safety;
    return safety
      ? kindActions(session, snapshot, document, { code: problem.code, safety }).map((action) => ({
          ...quick,
          ...action,
          diagnostics: shown(problem),
        }))
      : [];
  });
  const silent = byCode.flatMap((problem): CodeAction[] => {
    const edit = ignoreEdit(document, problem);
    const ignore = edit && {
      ...quick,
      title: `Ignore \`${problem.code}\` here`,
      diagnostics: shown(problem),
      edit: toWorkspaceEdit([edit], snapshot.documents),
    };
    const command = session.client.severityCommand;
    const title = `Disable \`${problem.code}\` in the settings`;
    const off = command !== undefined && {
      ...quick,
      title,
      diagnostics: shown(problem),
      command: { title, command, arguments: [problem.code, "off"] },
    };
    return [...(ignore ? [ignore] : []), ...(off ? [off] : [])];
  });
  const help = session.client.defaultRulesCommand;
  const lacking = problems.filter(({ code }) => code === "from-default-rules").slice(0, 1);
  const told = lacking.flatMap((problem): CodeAction[] => {
    const title = "Get Falco's default rules…";
    return help === undefined
      ? []
      : [{ ...quick, title, diagnostics: shown(problem), command: { title, command: help } }];
  });
  return [...single, ...told, ...alike, ...silent];
}

/** All problems of a kind at once. What changes the meaning is offered only where the editor shows it before it is done. */
function kindActions(
  session: Session,
  snapshot: Snapshot,
  { uri }: Document,
  data: KindData,
): readonly { title: string; edit?: WorkspaceEdit; data?: KindData }[] {
  const { annotatesEdits, resolvesEdits } = session.client;
  if (data.safety === "unsafe" && !annotatesEdits) return [];
  const asks = data.safety === "unsafe" ? ", after a preview" : "";
  const here = fixesOfKind(snapshot, [uri], session.settings.severities, data.code, data.safety);
  const file =
    here.length > 1
      ? [
          {
            title: `Fix all ${here.length} \`${data.code}\` problems in this file${asks}`,
            edit: editOf(session, snapshot, here, data),
          },
        ]
      : [];
  const workspace =
    resolvesEdits && snapshot.documents.size > 1
      ? [{ title: `Fix all \`${data.code}\` problems in the workspace${asks}`, data }]
      : [];
  return [...file, ...workspace];
}

function editOf(
  session: Session,
  { documents }: Snapshot,
  fixes: readonly Chosen[],
  { code, safety }: KindData,
): WorkspaceEdit {
  const edits = editsOf(fixes);
  if (!session.client.annotatesEdits) return toWorkspaceEdit(edits, documents);
  return toAnnotatedEdit([{ label: code, needsConfirmation: safety === "unsafe", edits }], documents, (uri) =>
    session.versionOf(uri),
  );
}

function editsOf(fixes: readonly Chosen[]): readonly FixEdit[] {
  return fixes.flatMap(({ fix }) => fix.edits);
}

function readKindData(data: unknown): KindData | undefined {
  if (typeof data !== "object" || data === null) return undefined;
  const { code, safety } = data as Partial<Record<keyof KindData, unknown>>;
  return typeof code === "string" && (safety === "safe" || safety === "unsafe")
    ? { code, safety }
    : undefined;
}
