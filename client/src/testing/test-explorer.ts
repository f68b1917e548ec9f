import {
  type CancellationToken,
  CancellationTokenSource,
  commands,
  type ExtensionContext,
  l10n,
  Location,
  MarkdownString,
  type TestController,
  type TestItem,
  TestMessage,
  type TestRun,
  type TestRunProfile,
  TestRunProfileKind,
  TestRunRequest,
  tests,
  Uri,
  workspace,
} from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { addCoverage, coverageDetails } from "./coverage.ts";
import type { RunTestsResult, TestId, TestResult, TestsResult } from "./protocol.ts";
import type { TruthMarks } from "./truth-marks.ts";

/** How long after a change tests run again that run continuously, in milliseconds. */
const DELAY = 500;

/** Shows the tests of rules in the Test Explorer, and runs them: plainly, with coverage, or with the truth of each part. */
export async function registerTests(
  client: BaseLanguageClient,
  marks: TruthMarks,
  context: ExtensionContext,
): Promise<void> {
  const controller = tests.createTestController("falco", "Falco");
  const find = (): Promise<void> => discover(controller, client);
  controller.refreshHandler = find;
  const profile = (
    name: string,
    kind: TestRunProfileKind,
    how: { readonly coverage?: boolean; readonly explain?: boolean },
  ): TestRunProfile =>
    controller.createRunProfile(
      name,
      kind,
      (request, token) => runOrWatch({ controller, client, marks, ...how }, request, token),
      kind !== TestRunProfileKind.Debug,
      undefined,
      kind === TestRunProfileKind.Run,
    );
  const run = profile(l10n.t("Run"), TestRunProfileKind.Run, {});
  profile(l10n.t("Explain"), TestRunProfileKind.Debug, { explain: true }).isDefault = true;
  profile(l10n.t("Run with Coverage"), TestRunProfileKind.Coverage, { coverage: true }).loadDetailedCoverage =
    coverageDetails;
  context.subscriptions.push(
    controller,
    client.onNotification("falco/testsChanged", () => void find()),
    // Programs may name tests; without any, all run. Answers how they went.
    commands.registerCommand("falco.runTests", async (wanted?: readonly TestId[]) => {
      await find();
      const items = wanted?.flatMap(
        ({ uri, index }) => controller.items.get(uri)?.children.get(`${index}`) ?? [],
      );
      const { token } = new CancellationTokenSource();
      return runOnce({ controller, client, marks }, new TestRunRequest(items, undefined, run), token);
    }),
  );
  await find();
}

/** Makes the items those of the server: a file with its tests, by their numbers. */
async function discover(controller: TestController, client: BaseLanguageClient): Promise<void> {
  const { files } = await client.sendRequest<TestsResult>("falco/tests", {});
  controller.items.replace(
    files.map(({ uri, label, tests: own }) => {
      const file = controller.items.get(uri) ?? controller.createTestItem(uri, label, Uri.parse(uri));
      file.children.replace(
        own.map(({ name, range }, index) => {
          const id = `${index}`;
          const known = file.children.get(id);
          const item = known ?? controller.createTestItem(id, name, Uri.parse(uri));
          item.label = name;
          item.sortText = id.padStart(6, "0");
          item.range = client.protocol2CodeConverter.asRange(range);
          return item;
        }),
      );
      return file;
    }),
  );
}

interface How {
  readonly controller: TestController;
  readonly client: BaseLanguageClient;
  readonly marks: TruthMarks;
  readonly coverage?: boolean;
  readonly explain?: boolean;
}

async function runOrWatch(how: How, request: TestRunRequest, token: CancellationToken): Promise<void> {
  if (!request.continuous) return void (await runOnce(how, request, token));
  let timer: ReturnType<typeof setTimeout> | undefined;
  const listener = workspace.onDidChangeTextDocument(() => {
    clearTimeout(timer);
    timer = setTimeout(() => void runOnce(how, request, token), DELAY);
  });
  token.onCancellationRequested(() => {
    clearTimeout(timer);
    listener.dispose();
  });
}

async function runOnce(
  how: How,
  request: TestRunRequest,
  token: CancellationToken,
): Promise<readonly TestResult[]> {
  const { controller, client } = how;
  const items = wantedItems(controller, request);
  const run = controller.createTestRun(request);
  for (const item of items.values()) run.started(item);
  try {
    const { results, coverage } = await client.sendRequest<RunTestsResult>(
      "falco/runTests",
      {
        tests: [...items.values()].map(idOf),
        coverage: how.coverage === true,
        explain: how.explain === true,
      },
      token,
    );
    for (const result of results) {
      const item = items.get(`${result.uri} ${result.index}`);
      if (item) report(run, item, result, client);
    }
    addCoverage(run, coverage, client);
    const shown = results.find(({ passed }) => !passed) ?? results[0];
    if (how.explain && shown && !shown.errored)
      await how.marks.show({ test: { uri: shown.uri, index: shown.index } });
    return results;
  } catch (error) {
    if (!token.isCancellationRequested) throw error;
    return [];
  } finally {
    run.end();
  }
}

/** The tests that a request asks for, by file and number. */
function wantedItems(
  controller: TestController,
  { include, exclude }: TestRunRequest,
): ReadonlyMap<string, TestItem> {
  const found = new Map<string, TestItem>();
  const add = (item: TestItem): void => {
    if (exclude?.includes(item)) return;
    if (item.parent) found.set(keyOf(item), item);
    else item.children.forEach(add);
  };
  if (include) include.forEach(add);
  else controller.items.forEach(add);
  return found;
}

function idOf(item: TestItem): TestId {
  return { uri: item.parent?.id ?? "", index: Number(item.id) };
}

function keyOf(item: TestItem): string {
  const { uri, index } = idOf(item);
  return `${uri} ${index}`;
}

function report(run: TestRun, item: TestItem, result: TestResult, client: BaseLanguageClient): void {
  const lines = [...result.output, ...result.explanation];
  if (lines.length > 0) run.appendOutput(`${[`${item.label}:`, ...lines].join("\r\n")}\r\n`, undefined, item);
  if (result.passed) return run.passed(item, result.milliseconds);
  const messages = result.failures.map(({ message, range, expected, actual, reason }) => {
    const made =
      expected !== undefined && actual !== undefined
        ? TestMessage.diff(message, expected, actual)
        : new TestMessage(reason.length > 0 ? withReason(message, reason) : message);
    if (item.uri) made.location = new Location(item.uri, client.protocol2CodeConverter.asRange(range));
    return made;
  });
  if (result.errored) run.errored(item, messages, result.milliseconds);
  else run.failed(item, messages, result.milliseconds);
}

function withReason(message: string, reason: readonly string[]): MarkdownString {
  return new MarkdownString().appendText(`${message}\n`).appendCodeblock(reason.join("\n"), "text");
}
