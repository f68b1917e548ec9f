import { expect, test } from "vitest";
import { hostOf } from "../../server/src/hosts/all-hosts.ts";
import { FILE_NAMES } from "../../server/src/hosts/file-names.ts";
import { TEMPLATE_FILES } from "../../server/src/hosts/embedding/template.ts";
import * as server from "../../server/src/lsp/files.ts";
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
