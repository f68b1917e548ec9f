import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { EXAMPLE, fromAddress, type State, toAddress } from "../../playground/src/address-state.ts";
import { chromium } from "../harness/paths.mjs";
import { openPage, type Playground, preparePlayground } from "./open-playground.ts";

const noBrowser = chromium() ? false : "There is no Chromium to open the playground in.";
if (noBrowser) console.log(`skipped: ${noBrowser}`);

let playground: Playground;

beforeAll(async () => {
  if (!noBrowser) playground = await preparePlayground();
}, 120_000);

afterAll(() => playground?.close());

beforeEach(async () => {
  if (!noBrowser) await openPage(playground);
});

const inBrowser = test.skipIf(noBrowser);
const problems = (count: number) =>
  playground.page.locator("#tab-problems", { hasText: `Problems (${count})` });

const FIX_OFFERED = { timeout: 25_000 };

inBrowser("a problem is shown at its place, and fixed by keys", async () => {
  const { page } = playground;
  await problems(1).waitFor();
  expect(await page.locator("#problems li").innerText()).toMatch(
    /^errorUnknown field `proc\.pnmae`.*rules\.yaml:12:9 unknown-field$/,
  );
  expect(await page.locator(".squiggly-error").count()).toBe(1);
  await page.locator("#problems button").press("Enter");
  await page.locator(".monaco-editor.focused").waitFor();
  const fix = page.locator(".action-widget", { hasText: "Replace with `proc.pname`" });
  // What is asked for while the editor is still busy with its focus may come to nothing, as for a person who types as fast.
  await expect
    .poll(async () => {
      await page.keyboard.press("Control+.");
      return fix.waitFor({ timeout: 3_000 }).then(
        () => true,
        () => false,
      );
    }, FIX_OFFERED)
    .toBe(true);
  await page.keyboard.press("Enter");
  await problems(0).waitFor();
  expect(await page.locator("#problems").innerText()).toBe("No problems.");
});

inBrowser("the address keeps files, settings and the event", async () => {
  const { page, url } = playground;
  await page.locator("#tab-evaluate").click();
  await page.locator("#event").fill("{ evt.type: open }");
  await page.locator("#target").selectOption("0.40.0");
  await page.locator("#status", { hasText: "Checked for Falco 0.40.0" }).waitFor();
  await expect
    .poll(async () => (await fromAddress(new URL(page.url()).hash))?.target, { timeout: 5_000 })
    .toBe("0.40.0");
  const kept = await fromAddress(new URL(page.url()).hash);
  expect(kept).toEqual({ ...EXAMPLE, target: "0.40.0", event: "{ evt.type: open }" });
  await openPage(playground, page.url().slice(url.length + 1));
  await page.locator("#status", { hasText: "Checked for Falco 0.40.0" }).waitFor();
  expect(await page.locator("#event").inputValue()).toBe("{ evt.type: open }");
});

inBrowser("nothing is loaded from elsewhere, and the network may go", async () => {
  const { page, url, requests, complaints } = playground;
  await problems(1).waitFor();
  await page.context().setOffline(true);
  await page.locator(".view-line", { hasText: "proc.pnmae" }).click();
  await page.keyboard.press("End");
  await page.keyboard.type(" and proc.agrs = a");
  await page.keyboard.press("Escape");
  await problems(2).waitFor();
  await page.context().setOffline(false);
  expect(
    requests.filter((one) => !one.startsWith(url) && one !== "about:blank" && !one.startsWith("data:")),
  ).toEqual([]);
  expect(complaints).toEqual([]);
});

inBrowser("the licenses of all that is bundled are linked", async () => {
  const link = playground.page.locator("footer a", { hasText: "Licenses" });
  const notices = await fetch(new URL((await link.getAttribute("href")) ?? "", playground.url));
  const text = await notices.text();
  for (const name of ["monaco-editor", "chevrotain", "micromark", "yaml", "vscode-languageserver"])
    expect(text).toMatch(new RegExp(`^${name} \\d.*\\n(?:\\S+ \\d.*\\n)*License: `, "m"));
});

inBrowser("the page runs no script but its own", async () => {
  const { page } = playground;
  const policy = await page.locator("meta[http-equiv]").getAttribute("content");
  expect(policy).toContain("default-src 'none'; script-src 'self';");
  // A script that is written into the page does not run.
  await page.locator("body").evaluate((body) => {
    const script = body.ownerDocument.createElement("script");
    script.textContent = "document.title = 'ran'";
    body.append(script);
  });
  expect(await page.title()).toMatch(/^Playground/);
});

inBrowser("fields are completed, and explained", async () => {
  const { page } = playground;
  await page.locator(".view-line", { hasText: "proc.pnmae" }).click();
  await page.keyboard.press("End");
  await page.keyboard.type(" and proc.is_exe_up");
  await page.locator(".suggest-widget.visible", { hasText: "proc.is_exe_upper_layer" }).waitFor();
  await page.keyboard.press("Escape");
  await page
    .locator(".view-line span", { hasText: /^spawned_process$/ })
    .last()
    .hover();
  await page.locator(".monaco-hover:visible", { hasText: "execveat" }).waitFor();
});

inBrowser("the effective rule follows the cursor, and an event is evaluated", async () => {
  const { page } = playground;
  const state: State = {
    ...EXAMPLE,
    files: EXAMPLE.files.map(({ name, text }) => ({ name, text: text.replace("pnmae", "pname") })),
  };
  await openPage(playground, await toAddress(state));
  await problems(0).waitFor();
  await page.locator("#tab-effective").click();
  await page.locator(".view-line", { hasText: "proc.pname" }).first().click();
  await page.locator("#effective", { hasText: "bash, dash, sh, zsh, ksh" }).waitFor();
  await page.locator("#effective a", { hasText: "local.yaml" }).first().click();
  expect(await page.locator('#files [aria-selected="true"]').innerText()).toBe("local.yaml");
  await page.locator("#tab-evaluate").click();
  await page.locator("#run").click();
  await page.locator("#result", { hasText: "Shell started by a web server" }).waitFor();
  await page.locator("#event").fill("{ evt.type: execve, proc.name: bash, proc.pname: init }");
  await page.locator("#run").click();
  await page.locator("#result", { hasText: "No rule matches" }).waitFor();
  await page.locator("#run-one").click();
  await page.locator("#result", { hasText: "proc.pname" }).waitFor();
});

inBrowser("files come and go, and count for each other", async () => {
  const { page } = playground;
  await page.locator('#files [role="tab"]', { hasText: "falco.yaml" }).click();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  expect(await page.locator('#files [aria-selected="true"]').innerText()).toBe("local.yaml");
  await page.locator("#rename").click();
  await page.locator("#name").fill("other.yaml");
  await page.keyboard.press("Enter");
  // The configuration loads `local.yaml`, which is gone.
  await page.locator("#problems", { hasText: "local.yaml" }).waitFor();
  await page.locator("#add").click();
  await page.locator("#name").fill("local.yaml");
  await page.keyboard.press("Enter");
  await page.locator("#remove").click();
  expect(await page.locator('#files [role="tab"]').allInnerTexts()).toEqual([
    "falco.yaml",
    "rules.yaml",
    "other.yaml",
  ]);
});

inBrowser("plugins decide which fields there are", async () => {
  const { page } = playground;
  const text =
    "- rule: r\n  desc: d\n  source: k8s_audit\n  condition: ka.verb = create\n  output: o\n  priority: INFO\n";
  const state = { ...EXAMPLE, files: [{ name: "rules.yaml", text }], active: "rules.yaml" };
  await openPage(playground, await toAddress({ ...state, plugins: "none" }));
  await page.locator("#problems li", { hasText: "needs plugin `k8saudit`" }).waitFor();
  await page.locator("#plugins").fill("k8saudit, json");
  await page.keyboard.press("Tab");
  await expect.poll(() => page.locator("#problems li").count()).toBe(0);
});

inBrowser("what comes in an address stays text", async () => {
  const { page } = playground;
  const name = "<img src=x onerror=alert(1)>";
  const text = `- rule: "${name}"\n  desc: d\n  condition: evt.type = open and ${name} = a\n  output: o\n  priority: INFO\n`;
  await openPage(
    playground,
    await toAddress({ ...EXAMPLE, files: [{ name: "rules.yaml", text }], active: "rules.yaml" }),
  );
  await page.locator("#tab-effective").click();
  await page.locator(".view-line").first().click();
  await page.locator("#effective h1").waitFor();
  expect(await page.locator("#effective img, #problems img").count()).toBe(0);
});

test("an address that is none, or has names of files elsewhere, is not read", async () => {
  expect(await fromAddress("#")).toBeUndefined();
  expect(await fromAddress("#not-packed")).toBeUndefined();
  const files = [{ name: "../up.yaml", text: "" }];
  expect(await fromAddress(await toAddress({ ...EXAMPLE, files }))).toBeUndefined();
  expect(await fromAddress(await toAddress(EXAMPLE))).toEqual(EXAMPLE);
});
