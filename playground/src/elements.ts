import { micromark } from "micromark";
import { gfmTable, gfmTableHtml } from "micromark-extension-gfm-table";

/** The element of the page with an id. */
export function byId<T extends HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no element ${id}.`);
  return found as T;
}

/** A new element with text or elements in it. */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  properties: Partial<HTMLElementTagNameMap[K]>,
  ...inside: readonly (string | Node)[]
): HTMLElementTagNameMap[K] {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...inside);
  return made;
}

/**
 * Shows Markdown of the server. Raw HTML in it is shown as text, and links with scripts lead nowhere; those to files below
 * `folder` lead to `#file/`, and are followed by `openFile`.
 */
export function showMarkdown(place: HTMLElement, markdown: string, folder: string): void {
  place.innerHTML = micromark(markdown.replaceAll(`](${folder}/`, "](#file/"), {
    extensions: [gfmTable()],
    htmlExtensions: [gfmTableHtml()],
  });
}

/** Follows the links to files in a place, with the line that they name. */
export function followLinks(place: HTMLElement, openFile: (name: string, line: number) => void): void {
  place.addEventListener("click", (click) => {
    const link = click.target instanceof Element ? click.target.closest("a") : null;
    const [, name, line] = /^#file\/(.+?)(?:#L(\d+))?$/.exec(link?.getAttribute("href") ?? "") ?? [];
    if (name === undefined) return;
    click.preventDefault();
    openFile(decodeURIComponent(name), Number(line ?? 1));
  });
}

/** Makes the tabs of a list work by keys as by clicks: arrows, Home and End move, one tab is in the order of Tab. */
export function serveTabs(list: HTMLElement, choose: (tab: HTMLElement) => void): void {
  const tabs = (): readonly HTMLElement[] => [...list.querySelectorAll<HTMLElement>('[role="tab"]')];
  list.addEventListener("click", ({ target }) => {
    const tab = target instanceof Element ? target.closest<HTMLElement>('[role="tab"]') : null;
    if (tab) choose(tab);
  });
  list.addEventListener("keydown", (event) => {
    const all = tabs();
    const at = all.findIndex((tab) => tab.id === document.activeElement?.id);
    const to = new Map([
      ["ArrowRight", (at + 1) % all.length],
      ["ArrowLeft", (at + all.length - 1) % all.length],
      ["Home", 0],
      ["End", all.length - 1],
    ]).get(event.key);
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    const id = all[to]?.id ?? "";
    if (all[to]) choose(all[to]);
    document.getElementById(id)?.focus();
  });
}

/** Marks one tab of a list as chosen. */
export function selectTab(list: HTMLElement, chosen: HTMLElement | undefined): void {
  for (const tab of list.querySelectorAll<HTMLElement>('[role="tab"]')) {
    tab.setAttribute("aria-selected", String(tab === chosen));
    tab.tabIndex = tab === chosen ? 0 : -1;
  }
}
