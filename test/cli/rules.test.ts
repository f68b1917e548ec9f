import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import path from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { runRules } from "../../server/src/cli/rules.ts";
import { archiveOf, file, startRegistry } from "../registry/loopback-registry.ts";
import { folderOf, run } from "./workspace.ts";

const RULES = "- macro: m\n  condition: evt.type = open\n";
const LAYER = await archiveOf([file("falco_rules.yaml", RULES)]);

afterEach(() => vi.unstubAllEnvs());

test("the rules of the newest release are written into a folder", async () => {
  const registry = await startRegistry({ layer: LAYER, asksToken: true });
  const folder = path.join(folderOf({}), "rules");
  const { code, out } = await run(() =>
    runRules(["pull", "--registry", registry.host, `--output=${folder}`]),
  );
  await registry.close();
  expect(code).toBe(0);
  expect(out).toMatch(/^Wrote .*falco_rules\.yaml from .*falco-rules:5\.1\.0 \(sha256:[0-9a-f]{64}\)\.\n$/);
  expect(readdirSync(folder)).toEqual(["falco_rules.yaml"]);
  expect(readFileSync(path.join(folder, "falco_rules.yaml"), "utf8")).toBe(RULES);
});

test("the rules of an older release are those that it ships", async () => {
  const registry = await startRegistry({ layer: LAYER });
  const args = ["pull", "--registry", registry.host, "--target", "0.38.0"];
  await expect(runRules(args)).rejects.toThrow(/does not have `3\.1\.0`/);
  await registry.close();
});

test("an archive needs no registry", async () => {
  const folder = folderOf({});
  writeFileSync(path.join(folder, "rules.tar.gz"), LAYER);
  const output = path.join(folder, "out");
  await run(() => runRules(["pull", "--archive", path.join(folder, "rules.tar.gz"), "--output", output]));
  expect(readFileSync(path.join(output, "falco_rules.yaml"), "utf8")).toBe(RULES);
});

test("nothing is written when something is wrong", async () => {
  const output = path.join(folderOf({}), "out");
  const archive = path.join(folderOf({ "x.tar.gz": "text" }), "x.tar.gz");
  await expect(runRules(["pull", "--archive", archive, "--output", output])).rejects.toThrow(/damaged/);
  await expect(runRules(["pull", "--archive", `${archive}.no`])).rejects.toThrow(/Could not read/);
  await expect(runRules(["pull", "--registry", "a/b"])).rejects.toThrow(/is not a registry/);
  await expect(runRules(["pull", "--output"])).rejects.toThrow(/needs a value/);
  await expect(runRules(["pull", "now"])).rejects.toThrow(/Too many arguments/);
  await expect(runRules([])).rejects.toThrow(/Name an action: list or pull/);
  await expect(runRules(["push"])).rejects.toThrow(/Name an action: list or pull/);
  expect(existsSync(output)).toBe(false);
});

test("a proxy of the environment is asked", async () => {
  const registry = await startRegistry({ layer: LAYER, asksToken: true });
  const asked = new Set<string>();
  const proxy = createServer().on("connect", ({ url = "" }, socket) => {
    asked.add(url);
    const { hostname, port } = new URL(`http://${registry.host}`);
    const onward = connect(Number(port), hostname, () => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      socket.pipe(onward).pipe(socket);
    });
    for (const one of [socket, onward]) one.on("error", () => one.destroy());
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  vi.stubEnv("http_proxy", `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`);
  vi.stubEnv("no_proxy", "");
  const output = path.join(folderOf({}), "out");
  // The name is the proxy's to find.
  await run(() => runRules(["pull", "--registry", "http://registry.invalid", "--output", output]));
  expect([...asked]).toEqual(["registry.invalid:80"]);
  expect(readFileSync(path.join(output, "falco_rules.yaml"), "utf8")).toBe(RULES);
  proxy.close();
  await registry.close();
});
