import { expect, test } from "vitest";
import { FILE_NAMES } from "../../client/src/file-names.ts";
import { hostOf } from "../../server/src/hosts/all-hosts.ts";
import * as server from "../../server/src/lsp/files.ts";
import { FORMATS } from "../hosts/formats.ts";

test("the client opens what the server reads from the disk", () => {
  expect(FILE_NAMES).toEqual(server.FILE_NAMES);
});

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
  const unread = server.FILE_NAMES.filter((name) => {
    const path = `/work/${name.replaceAll("*", "x")}`;
    return !texts.some((text) => hostOf(path, text) ?? hostOf(path.replace("/x.", "/x.yaml."), text));
  });
  expect(unread).toEqual([]);
});
