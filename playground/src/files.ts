import { editor, Uri } from "monaco-editor/editor/editor.api.js";
import { languageOf } from "./code-editor.ts";
import { byId, element, selectTab, serveTabs } from "./elements.ts";
import { FOLDER } from "./language-client.ts";

/** The files of the page, their tabs, and which of them is in the editor. */
export class Files {
  private readonly models = new Map<string, editor.ITextModel | undefined>();
  private readonly list = byId("files");
  active = "";

  /** `changed` is called after a text changed, and with `isListChanged` after a file came or went. */
  constructor(
    private readonly view: editor.IStandaloneCodeEditor,
    private readonly changed: (isListChanged: boolean) => void,
  ) {
    serveTabs(this.list, (tab) => this.show(tab.textContent ?? ""));
  }

  /** In the order of the tabs. */
  names(): readonly string[] {
    return [...this.models.keys()];
  }

  /** Texts by name, in the order of the tabs. */
  all(): readonly { readonly name: string; readonly text: string }[] {
    return [...this.models].map(([name, model]) => ({ name, text: model?.getValue() ?? "" }));
  }

  replaceAll(files: readonly { readonly name: string; readonly text: string }[], active: string): void {
    for (const name of [...this.models.keys()]) this.drop(name);
    for (const { name, text } of files) this.create(name, text);
    this.show(active);
    this.changed(true);
  }

  add(name: string, text = ""): void {
    this.create(name, text);
    this.show(name);
    this.changed(true);
  }

  rename(name: string): void {
    const files = this.all().map((file) => (file.name === this.active ? { ...file, name } : file));
    this.replaceAll(files, name);
  }

  remove(): void {
    if (this.models.size < 2) return;
    this.drop(this.active);
    const [next = ""] = this.models.keys();
    this.show(next);
    this.changed(true);
  }

  has(name: string): boolean {
    return this.models.has(name);
  }

  show(name: string, line?: number, column = 1): void {
    const model = this.models.get(name);
    if (!model) return;
    if (this.view.getModel() !== model) this.view.setModel(model);
    this.active = name;
    this.draw();
    if (line === undefined) return;
    this.view.setPosition({ lineNumber: line, column });
    this.view.revealLineInCenterIfOutsideViewport(line);
    this.view.focus();
  }

  private create(name: string, text: string): void {
    // The server is told of a model while it is made, and then asks for its name.
    this.models.set(name, undefined);
    const model = editor.createModel(text, languageOf(name), Uri.parse(uriOf(name)));
    model.onDidChangeContent(() => this.changed(false));
    this.models.set(name, model);
  }

  private drop(name: string): void {
    this.models.get(name)?.dispose();
    this.models.delete(name);
  }

  private draw(): void {
    const names = this.names();
    const tabs = (): readonly HTMLElement[] => [...this.list.querySelectorAll("button")];
    if (
      names.join("\n") !==
      tabs()
        .map((tab) => tab.textContent)
        .join("\n")
    )
      this.list.replaceChildren(...names.map(tabOf));
    selectTab(
      this.list,
      tabs().find((tab) => tab.textContent === this.active),
    );
  }
}

function tabOf(name: string, at: number): HTMLElement {
  const tab = element("button", { type: "button", id: `file-${at}` }, name);
  tab.setAttribute("role", "tab");
  tab.setAttribute("aria-controls", "editor");
  return tab;
}

/** Where the server finds a file. */
export function uriOf(name: string): string {
  return `${FOLDER}/${name}`;
}

export function nameOf(uri: string): string {
  return uri.slice(FOLDER.length + 1);
}
