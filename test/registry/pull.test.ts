import { afterEach, expect, test } from "vitest";
import { pullRules, type PullOptions } from "../../server/src/registry/pull.ts";
import { readSource } from "../../server/src/registry/source.ts";
import {
  archiveOf,
  type Content,
  digestOf,
  file,
  type LoopbackRegistry,
  REPOSITORY,
  startRegistry,
  VERSION,
} from "./loopback-registry.ts";

const RULES = "- macro: m\n  condition: evt.type = open\n";
const LAYER = await archiveOf([file("falco_rules.yaml", RULES)]);

const started: LoopbackRegistry[] = [];
afterEach(async () => {
  for (const registry of started.splice(0)) await registry.close();
});

async function registryWith(content: Partial<Content> = {}): Promise<LoopbackRegistry> {
  const registry = await startRegistry({ layer: LAYER, ...content });
  started.push(registry);
  return registry;
}

async function pull(
  { host }: LoopbackRegistry,
  options: Partial<PullOptions> = {},
  version = VERSION,
): Promise<Readonly<Record<string, string>>> {
  const { files } = await pullRules(readSource(host, REPOSITORY, version), { fetch, ...options });
  return Object.fromEntries(files.map(({ name, bytes }) => [name, new TextDecoder().decode(bytes)]));
}

test("the manifest of a version leads to its layer", async () => {
  const registry = await registryWith();
  const heard: (readonly [number, number])[] = [];
  expect(await pull(registry, { report: (...bytes) => heard.push(bytes) })).toEqual({
    "falco_rules.yaml": RULES,
  });
  expect(heard.at(-1)).toEqual([LAYER.length, LAYER.length]);
  expect(registry.requests).toEqual([
    `GET /v2/${REPOSITORY}/manifests/5.1.0 -`,
    `GET /v2/${REPOSITORY}/blobs/${digestOf(LAYER)} -`,
  ]);
});

test("an index leads to the manifest", async () => {
  const registry = await registryWith({ index: true });
  expect(await pull(registry)).toEqual({ "falco_rules.yaml": RULES });
  expect(registry.requests).toHaveLength(3);
});

test("a token is asked for once, anonymously, where the registry wants one", async () => {
  const registry = await registryWith({ asksToken: true });
  expect(await pull(registry)).toEqual({ "falco_rules.yaml": RULES });
  const token = `Bearer anonymous-repository:${REPOSITORY}:pull`;
  expect(registry.requests).toEqual([
    `GET /v2/${REPOSITORY}/manifests/5.1.0 -`,
    `GET /token?service=loopback&scope=${encodeURIComponent(`repository:${REPOSITORY}:pull`)} -`,
    `GET /v2/${REPOSITORY}/manifests/5.1.0 ${token}`,
    `GET /v2/${REPOSITORY}/blobs/${digestOf(LAYER)} ${token}`,
  ]);
});

test("a token stays with the registry when a blob is elsewhere", async () => {
  const registry = await registryWith({ asksToken: true, redirects: true });
  expect(await pull(registry)).toEqual({ "falco_rules.yaml": RULES });
  expect(registry.requests.at(-1)).toBe("blobs /storage?signed=yes -");
});

test.each<[name: string, content: Partial<Content>, message: RegExp]>([
  ["a layer of another digest", { layerDigest: digestOf("other") }, /does not have the expected digest/],
  ["a layer that is shorter than stated", { layerSize: LAYER.length + 1 }, /incomplete/],
  ["a layer that is longer than stated", { layerSize: LAYER.length - 1 }, /larger than/],
  ["a layer that is too large", { layerSize: 1e9 }, /larger than 20000000 bytes/],
  ["an artifact of another kind", { layerType: "application/octet-stream" }, /does not contain rules files/],
  [
    "a manifest of another digest",
    { answers: answering("/manifests/", 200, { "Docker-Content-Digest": digestOf("other") }, "{}") },
    /does not have the expected digest/,
  ],
  [
    "what is no manifest",
    { answers: answering("/manifests/", 200, {}, "<html>") },
    /does not contain rules files/,
  ],
  ["a refusal", { answers: answering("/v2/", 401, {}) }, /requires a login/],
  [
    "a login by name",
    { answers: answering("/v2/", 401, { "WWW-Authenticate": 'Basic realm="registry"' }) },
    /requires a login/,
  ],
  [
    "a token that is not given",
    { asksToken: true, answers: answering("/token", 403, {}) },
    /requires a login/,
  ],
  [
    "no token in the answer",
    { asksToken: true, answers: answering("/token", 200, {}, "{}") },
    /requires a login/,
  ],
  [
    "a token that would be another header",
    { asksToken: true, answers: answering("/token", 200, {}, '{"token":"a\\r\\nb: c"}') },
    /requires a login/,
  ],
  [
    "a token that is not accepted",
    { asksToken: true, answers: answering("/token", 200, {}, '{"token":"other"}') },
    /requires a login/,
  ],
  ["a failure", { answers: answering("/v2/", 500, {}) }, /answered with status 500/],
  [
    "too many requests",
    { answers: answering("/v2/", 429, { "Retry-After": "90" }) },
    /too many requests\. Try again in 90 seconds/,
  ],
])("%s is reported", async (_, content, message) => {
  await expect(pull(await registryWith(content))).rejects.toThrow(message);
});

test("a version that does not exist is reported with the repository", async () => {
  const registry = await registryWith();
  await expect(pull(registry, {}, "9.9.9")).rejects.toThrow(
    `\`${registry.host}/${REPOSITORY}\` does not have \`9.9.9\`.`,
  );
});

test("a registry that is busy is asked again when it says so", async () => {
  let refused = 0;
  const registry = await registryWith({
    answers: (request, response) =>
      refused++ === 0 && answering("/v2/", 429, { "Retry-After": "0" })(request, response),
  });
  expect(await pull(registry)).toEqual({ "falco_rules.yaml": RULES });
  expect(registry.requests).toHaveLength(3);
});

test("an answer that breaks off is reported", async () => {
  const registry = await registryWith({
    answers({ url }, response) {
      if (!url?.includes("/blobs/")) return false;
      response.writeHead(200, { "Content-Length": LAYER.length });
      response.write(LAYER.subarray(0, 10), () => response.destroy());
      return true;
    },
  });
  await expect(pull(registry)).rejects.toThrow(/ended too early/);
});

test("a registry that is not there is reported with the reason", async () => {
  const registry = await registryWith();
  await registry.close();
  await expect(pull(registry)).rejects.toThrow(/cannot be reached \(ECONNREFUSED\)\. Check the network/);
});

test("a registry that does not answer is given up", async () => {
  const registry = await registryWith({ answers: () => true });
  await expect(pull(registry, { timeout: 50 })).rejects.toThrow(/did not answer in time/);
});

test("a download is cancelled at any time", async () => {
  const cancel = new AbortController();
  const reason = new Error("cancelled by the user");
  const registry = await registryWith({
    answers({ url }, response) {
      if (!url?.includes("/blobs/")) return false;
      response.writeHead(200, { "Content-Length": LAYER.length });
      response.write(LAYER.subarray(0, 10));
      return true;
    },
  });
  const report = (): void => cancel.abort(reason);
  await expect(pull(registry, { signal: cancel.signal, report })).rejects.toBe(reason);
});

test("waiting for a busy registry is cancelled too", async () => {
  const cancel = new AbortController();
  const registry = await registryWith({
    answers(request, response) {
      setTimeout(() => cancel.abort(), 20);
      return answering("/v2/", 429, { "Retry-After": "15" })(request, response);
    },
  });
  await expect(pull(registry, { signal: cancel.signal })).rejects.toMatchObject({ name: "AbortError" });
});

test("https does not lead to a token service without it", async () => {
  const source = readSource("registry.example", REPOSITORY, VERSION);
  const asked: string[] = [];
  const network: typeof fetch = async (address) => {
    asked.push(String(address));
    const headers = { "WWW-Authenticate": 'Bearer realm="http://10.0.0.1/token",service="s"' };
    return new Response(null, { status: 401, headers });
  };
  await expect(pullRules(source, { fetch: network })).rejects.toThrow(/requires a login/);
  expect(asked).toEqual([`https://registry.example/v2/${REPOSITORY}/manifests/5.1.0`]);
});

test.each([
  ["ghcr.io", "https://ghcr.io"],
  ["http://mirror.example:5000/", "http://mirror.example:5000"],
  ["127.0.0.1:5000", "http://127.0.0.1:5000"],
  ["localhost.example", "https://localhost.example"],
])("registry %s is asked at %s", (registry, origin) => {
  expect(readSource(registry, REPOSITORY, VERSION)).toMatchObject({ origin });
});

test.each([
  ["ghcr.io/a", REPOSITORY, VERSION, /not a registry/],
  ["user:password@ghcr.io", REPOSITORY, VERSION, /not a registry/],
  ["ghcr.io:99999", REPOSITORY, VERSION, /not a registry/],
  ["ghcr.io", "../../etc", VERSION, /not a repository/],
  ["ghcr.io", "Rules", VERSION, /not a repository/],
  ["ghcr.io", REPOSITORY, "5.1.0/../x", /not a version/],
  ["ghcr.io", REPOSITORY, "", /not a version/],
])("%s %s %s is not asked for", (registry, repository, version, message) => {
  expect(() => readSource(registry, repository, version)).toThrow(message);
});

/** Answers paths that hold a text. */
function answering(
  path: string,
  status: number,
  headers: Readonly<Record<string, string>>,
  body = "",
): NonNullable<Content["answers"]> {
  return ({ url }, response) => {
    if (!url?.includes(path)) return false;
    response.writeHead(status, headers).end(body);
    return true;
  };
}
