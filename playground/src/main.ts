/** The page: files in an editor, checked by the language server in a worker, with what it says beside them. */
import type { Diagnostic } from "vscode-languageserver";
import { EFFECTIVE, type EffectiveResult, STATUS, type Status } from "../../server/src/lsp/protocol.ts";
import { EVALUATE, type EvaluateResult } from "../../server/src/lsp/testing/test-protocol.ts";
import { EXAMPLE, fromAddress, isFileName, type State, toAddress } from "./address-state.ts";
import { createEditor, onOpenFile } from "./code-editor.ts";
import { byId, element, followLinks, selectTab, serveTabs, showMarkdown } from "./elements.ts";
import { Files, nameOf, uriOf } from "./files.ts";
import { FOLDER, startLanguageClient } from "./language-client.ts";
import { showProblems } from "./problems.ts";

const target = byId<HTMLSelectElement>("target");
const plugins = byId<HTMLInputElement>("plugins");
const event = byId<HTMLTextAreaElement>("event");
/** Column of an item's first key, in a list that is not indented. */
const AFTER_DASH = 3;
const diagnostics = new Map<string, readonly Diagnostic[]>();

// All that comes later is fetched now: the network may be gone by then.
document.fonts.load("16px codicon").catch(() => undefined);
const editorWorkers = [new Worker("playground/editor-worker.js")];
const getWorker = (): Worker => editorWorkers.pop() ?? new Worker("playground/editor-worker.js");
Object.assign(self, { MonacoEnvironment: { getWorker } });
const view = createEditor(byId("editor"));
const files = new Files(view, (isListChanged) => {
  if (isListChanged) announceFiles();
  save();
  soon();
});
const client = startLanguageClient(new Worker("playground/server.js"), {
  pages: new URL(
    `${document.body.dataset["documentation"] ?? ""}checks/{code}.html`,
    document.baseURI,
  ).href.replace("%7Bcode%7D", "{code}"),
  settings: () => ({ target: target.value, plugins: listOf(plugins.value), testing: { codeLens: false } }),
  addresses: () => files.names().map(uriOf),
  textOf: (uri) => files.all().find(({ name }) => uriOf(name) === uri)?.text,
  onDiagnostics: (uri, found) => {
    diagnostics.set(nameOf(uri), found);
    drawProblems();
  },
  onStatusChanged: soon,
});

let known: readonly string[] = [];
/** Tells the server which files came and went: a file that is not open is one that is listed. */
function announceFiles(): void {
  const now = files.names();
  const changes = [
    ...now.filter((name) => !known.includes(name)).map((name) => ({ uri: uriOf(name), type: 1 })),
    ...known.filter((name) => !now.includes(name)).map((name) => ({ uri: uriOf(name), type: 3 })),
  ];
  known = now;
  client.notify("workspace/didChangeWatchedFiles", { changes });
}

function drawProblems(): void {
  const problems = files.all().map(({ name }) => ({ name, diagnostics: diagnostics.get(name) ?? [] }));
  showProblems(problems, (name, line, column) => files.show(name, line, column));
}

let saving: ReturnType<typeof setTimeout> | undefined;
/** Keeps what is shown in the address. */
function save(): void {
  clearTimeout(saving);
  saving = setTimeout(() => void keep(), 300);
}

async function keep(): Promise<void> {
  const state: State = {
    files: files.all(),
    active: files.active,
    target: target.value,
    plugins: plugins.value,
    event: event.value,
  };
  history.replaceState(null, "", `#${await toAddress(state)}`);
}

/** The rule, macro or list at the cursor. */
let atCursor: string | undefined;
let asking: ReturnType<typeof setTimeout> | undefined;
/** Asks for the effective rule at the cursor, and for the status, once the user rests. */
function soon(): void {
  clearTimeout(asking);
  asking = setTimeout(() => void ask(), 250);
}

async function ask(): Promise<void> {
  const { lineNumber = 1, column = 1 } = view.getPosition() ?? {};
  const uri = uriOf(files.active);
  const position = { line: lineNumber - 1, character: column - 1 };
  const status = await client.request<Status | null>(STATUS, { uri });
  if (status) showStatus(status);
  const found = await client.request<EffectiveResult | null>(EFFECTIVE, { uri, position });
  atCursor = found?.name;
  if (found) showMarkdown(byId("effective"), found.markdown, FOLDER);
}

function showStatus(status: Status): void {
  byId("status").textContent = `Checked for Falco ${status.target}, ${status.targetOrigin}.`;
  if (target.options.length === status.targets.length + 1) return;
  const chosen = target.dataset["wanted"] ?? "";
  const choices = status.targets.map((one) => element("option", { value: one }, one));
  target.replaceChildren(element("option", { value: "" }, "by the files"), ...choices);
  target.value = status.targets.includes(chosen) ? chosen : "";
  if (target.value !== "") applySettings();
}

function applySettings(): void {
  client.notify("workspace/didChangeConfiguration", { settings: {} });
  save();
  soon();
}

async function evaluate(rule?: string): Promise<void> {
  const given = { event: event.value, uri: uriOf(files.active), ...(rule !== undefined && { rule }) };
  const { problem, page } = await client.request<EvaluateResult>(EVALUATE, given);
  showMarkdown(byId("result"), problem ?? page, FOLDER);
}

function listOf(text: string): readonly string[] {
  return text
    .split(",")
    .map((one) => one.trim())
    .filter((one) => one !== "");
}

function askName(given: string, use: (name: string) => void): void {
  const dialog = byId<HTMLDialogElement>("name-dialog");
  const input = byId<HTMLInputElement>("name");
  input.value = given;
  dialog.returnValue = "";
  dialog.onclose = () => {
    const name = input.value.trim();
    if (dialog.returnValue === "ok" && isFileName(name) && !files.has(name)) use(name);
  };
  dialog.showModal();
}

function showView(tab: HTMLElement): void {
  selectTab(byId("views"), tab);
  for (const panel of document.querySelectorAll<HTMLElement>('[role="tabpanel"]'))
    panel.hidden = panel.id !== tab.getAttribute("aria-controls");
}

async function load(): Promise<void> {
  const state = (await fromAddress(location.hash)) ?? EXAMPLE;
  target.dataset["wanted"] = state.target;
  if (target.options.length > 0) target.value = state.target;
  plugins.value = state.plugins;
  event.value = state.event;
  files.replaceAll(state.files, state.active);
  applySettings();
}

// Browsers start no worker for a page that is a file.
if (location.protocol === "file:")
  byId("status").textContent = "Serve this folder over HTTP to use the page.";
serveTabs(byId("views"), showView);
showView(byId("tab-problems"));
onOpenFile((uri, line, column) => files.show(nameOf(uri), line, column));
view.onDidChangeCursorPosition(soon);
target.addEventListener("change", applySettings);
plugins.addEventListener("change", applySettings);
event.addEventListener("input", save);
byId("settings").addEventListener("submit", (submit) => submit.preventDefault());
byId("run").addEventListener("click", () => void evaluate());
byId("run-one").addEventListener("click", () => void evaluate(atCursor));
for (const id of ["effective", "result"])
  followLinks(byId(id), (name, line) => files.show(name, line, AFTER_DASH));
byId("add").addEventListener("click", () => askName("more.yaml", (name) => files.add(name)));
byId("rename").addEventListener("click", () => askName(files.active, (name) => files.rename(name)));
byId("remove").addEventListener("click", () => files.remove());
byId("share").addEventListener("click", () => void share());
addEventListener("hashchange", () => void load());
void load();

async function share(): Promise<void> {
  await keep();
  await navigator.clipboard.writeText(location.href);
  byId("status").textContent = "The link is copied.";
}
