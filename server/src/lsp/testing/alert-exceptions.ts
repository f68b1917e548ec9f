import type { Connection } from "vscode-languageserver";
import { fieldsOfAlert } from "../../evaluate/events/alert.ts";
import { firstEvent } from "../../evaluate/events/read-events.ts";
import { chooseRules } from "../../evaluate/rules/choose-rules.ts";
import { alertException } from "../../features/exceptions/alert-exception.ts";
import { answerLater } from "../answer.ts";
import { loadInStrides } from "../load-in-strides.ts";
import { ALERT_EXCEPTION, type AlertExceptionParams, type AlertExceptionResult } from "../protocol.ts";
import { canMake, toWrittenChange } from "../rule-changes.ts";
import type { Session } from "../session/session.ts";
import { keyOf } from "../session/uris.ts";
import { NO_EVENT, NO_RULES } from "./serve-evaluation.ts";

/** Answers with which exceptions an alert can be excepted from its rule. */
export function serveAlertExceptions(connection: Connection, session: Session): void {
  connection.onRequest(ALERT_EXCEPTION, (params: AlertExceptionParams, token) =>
    answerLater(connection, "Exceptions for an alert", failed("The alert could not be read."), async () =>
      (await loadInStrides(session, undefined, token))
        ? exceptionsOf(session, params)
        : failed("The command was cancelled."),
    ),
  );
}

function failed(problem: string): AlertExceptionResult {
  return { problem, rule: "", fields: [], changes: [] };
}

function exceptionsOf(session: Session, { event, uri, fields }: AlertExceptionParams): AlertExceptionResult {
  const given = firstEvent(event);
  if (!given) return failed(NO_EVENT);
  const snapshot = session.snapshot();
  const alert = given.alert === undefined ? undefined : fieldsOfAlert(given.alert);
  const named = alert && "rule" in alert ? alert.rule : undefined;
  const rules = chooseRules(snapshot, uri === undefined ? undefined : keyOf(uri), named);
  if (!rules) return failed(NO_RULES);
  const found = alertException(snapshot, given, rules);
  if ("problem" in found) return failed(found.problem);
  const created = fields && found.create(fields);
  const changes = (fields ? (created ? [created] : []) : found.additions).filter((one) =>
    canMake(session, one),
  );
  if (fields && changes.length === 0)
    return failed("No exception can be added. Open a file with rules of your own that loads after the rule.");
  return {
    rule: found.rule,
    fields: found.fields,
    changes: changes.map((change) => toWrittenChange(snapshot, change)),
  };
}
