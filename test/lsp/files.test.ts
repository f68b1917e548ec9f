import { expect, test } from "vitest";
import { hostOf } from "../../server/src/hosts/all-hosts.ts";
import { FILE_NAMES } from "../../server/src/hosts/file-names.ts";
import { TEMPLATE_FILES } from "../../server/src/hosts/embedding/template.ts";
import * as server from "../../server/src/lsp/files.ts";
import type { Connection, Diagnostic, WorkspaceDiagnosticReport } from "vscode-languageserver";
import { clientFiles } from "../../server/src/lsp/client-files.ts";
import { encodeText } from "../../server/src/text/decode.ts";
import { ROOT, startClient } from "./client.ts";
import { FORMATS } from "../hosts/formats.ts";

test("files of every format are listed, others are not", () => {
  const missed = FORMATS.map(({ path }) => `/work/${path}`).filter((path) => !server.isCandidate(path));
  expect(missed).toEqual([]);
  for (const path of [
    "/w/Dockerfile.prod",
    "/w/a/falco.service.d/10-args.conf",
    "/w/chart/Chart.lock",
    "/w/roles/templates/falco.yaml.j2",
  ])
    expect(server.isCandidate(path), path).toBe(true);
  for (const path of ["/w/falco.go", "/w/a.conf", "/w/Dockerfiles/a.txt", "/w/yaml", "/w/a.yaml.bak"])
    expect(server.isCandidate(path), path).toBe(false);
});

test("copies of YAML files are listed, and not read", () => {
  for (const name of ["a.yaml~", "a.yml~", "a.yaml.bak", "a.yml.dpkg-old", ".a.yaml.swp"]) {
    expect(server.isListed(`/w/config.d/${name}`), name).toBe(true);
    expect(server.isCandidate(`/w/config.d/${name}`), name).toBe(false);
  }
  expect(server.isListed("/w/a.bak")).toBe(false);
});

test("a closed file that is asked about is read before the others, and checks wait for all", async () => {
  const many = Array.from({ length: 100 }, (_, i) => [
    `r${i}.yaml`,
    `- macro: m${i}\n  condition: fd.nmae = a\n`,
  ]);
  const reads: string[] = [];
  let release = (): void => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const beforeRead = (uri: string): Promise<void> | undefined => {
    if (/\/r\d+\.yaml$/.test(uri)) reads.push(uri);
    return uri.endsWith("/r99.yaml") ? undefined : released;
  };
  const client = await startClient(Object.fromEntries(many), {}, {}, undefined, {
    beforeRead,
    isEarly: true,
  });
  const problems = client.request<WorkspaceDiagnosticReport>("workspace/diagnostic", {
    previousResultIds: [],
  });
  const at = { textDocument: { uri: `${ROOT}/r99.yaml` }, position: { line: 0, character: 10 } };
  expect(await client.request("textDocument/hover", at)).not.toBeNull();
  expect(reads.length).toBeLessThan(50);
  release();
  expect((await problems).items).toHaveLength(100);
  expect(reads.length).toBe(100);
});

test("a copy in a folder that Falco includes is reported in the editor too", async () => {
  const client = await startClient({
    "config.d/a.yaml": "json_output: true\n",
    "config.d/a.yaml.bak": "json_output: [\n",
  });
  client.open("falco.yaml", "config_files: [config.d]\nstdout_output: {enabled: true}\n", "falco-config");
  const { items } = (await client.diagnostics("falco.yaml")) as { readonly items: readonly Diagnostic[] };
  expect(items.map(({ code, message }) => `${code} ${String(message).includes("a.yaml.bak")}`)).toEqual([
    "config-path true",
  ]);
});

test.each(["utf-8", "utf-16le", "utf-16be", "utf-32le", "utf-32be"] as const)(
  "a file in %s that the editor hands over as bytes is read",
  async (encoding) => {
    const text = "\uFEFF- rule: Größe 𝄞\n";
    const base64 = Buffer.from(encodeText({ text, encoding })).toString("base64");
    const connection = { sendRequest: async () => ({ base64 }) } as unknown as Connection;
    expect(await clientFiles(connection).readFile("vfs:/a.yaml")).toBe(text);
  },
);

test("bytes that are no text are not read", async () => {
  const base64 = Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 0, 1]).toString("base64");
  const connection = { sendRequest: async () => ({ base64 }) } as unknown as Connection;
  expect(await clientFiles(connection).readFile("vfs:/a.yaml")).toBeUndefined();
});

test("every name that is listed is one that a host reads", () => {
  const texts = ["- rule: r\n", "FROM falcosecurity/falco\n", "apiVersion: v1\nkind: Pod\n"];
  const unread = FILE_NAMES.filter((name) => {
    const path = `/work/${name.replaceAll("*", "x")}`;
    return !texts.some((text) => hostOf(path, text) ?? hostOf(path.replace("/x.", "/x.yaml."), text));
  });
  expect(unread).toEqual([]);
});

test("a host reads no file whose name it does not declare", () => {
  const undeclared = FORMATS.filter(({ path, write }) => {
    const host = hostOf(`/work/${path}`, write(["falco", "-A"]));
    const inner = path.replace(TEMPLATE_ENDING, "");
    return !host?.files.some((name) => matches(name, path) || matches(name, inner));
  });
  expect(undeclared.map(({ path }) => path)).toEqual([]);
});

const TEMPLATE_ENDING = new RegExp(
  `(?:${TEMPLATE_FILES.map((name) => name.slice(1).replace(".", "\\.")).join("|")})$`,
);

function matches(name: string, path: string): boolean {
  return new RegExp(`(?:^|/)${name.replaceAll(".", "\\.").replaceAll("*", "[^/]*")}$`).test(path);
}
