import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { packTar, type TarEntry } from "modern-tar";

/** What a registry answers to a request, where it does not do what it should. */
export type Answerer = (request: IncomingMessage, response: ServerResponse) => boolean;

export interface LoopbackRegistry {
  /** As `host:port`. */
  readonly host: string;
  /** Requests so far: method, path and authorization. */
  readonly requests: readonly string[];
  close(): Promise<void>;
}

export interface Content {
  readonly layer: Uint8Array;
  readonly layerDigest?: string;
  readonly layerSize?: number;
  readonly layerType?: string;
  /** The manifest is in an index. */
  readonly index?: true;
  /** Blobs are at another address, which rejects tokens of the registry. */
  readonly redirects?: true;
  /** Asks for a token of a service of its own. */
  readonly asksToken?: true;
  /** Is asked first; what it answers is not answered again. */
  readonly answers?: Answerer;
}

export const REPOSITORY = "falcosecurity/rules/falco-rules";
export const VERSION = "5.1.0";

export function digestOf(bytes: string | Uint8Array): string {
  return `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
}

/** A `.tar.gz` with these entries. */
export async function archiveOf(entries: readonly TarEntry[]): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(gzipSync(await packTar(entries)));
}

export function file(name: string, body: string): TarEntry {
  return { header: { name, size: Buffer.byteLength(body), type: "file" }, body };
}

/** A small registry with one version of one repository, by the OCI distribution specification. */
export async function startRegistry(content: Content): Promise<LoopbackRegistry> {
  const { layer, layerDigest = digestOf(layer), layerSize = layer.length } = content;
  const config = "{}";
  const descriptor = (mediaType: string, digest: string, size: number) => ({ mediaType, digest, size });
  const manifest = JSON.stringify({
    schemaVersion: 2,
    mediaType: MANIFEST,
    config: descriptor(
      "application/vnd.cncf.falco.rulesfile.config.v1+json",
      digestOf(config),
      config.length,
    ),
    layers: [
      descriptor(
        content.layerType ?? "application/vnd.cncf.falco.rulesfile.layer.v1+tar.gz",
        layerDigest,
        layerSize,
      ),
    ],
  });
  const index = JSON.stringify({
    schemaVersion: 2,
    mediaType: INDEX,
    manifests: [descriptor(MANIFEST, digestOf(manifest), manifest.length)],
  });
  const requests: string[] = [];
  const blobs =
    content.redirects &&
    (await listen(
      createServer((request, response) => {
        requests.push(`blobs ${request.url} ${request.headers.authorization ?? "-"}`);
        response.end(layer);
      }),
    ));
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url} ${request.headers.authorization ?? "-"}`);
    if (content.answers?.(request, response)) return;
    const json = (type: string, text: string): void => {
      response.writeHead(200, { "Content-Type": type, "Docker-Content-Digest": digestOf(text) }).end(text);
    };
    const { pathname, searchParams } = new URL(request.url ?? "", "http://registry");
    if (pathname === "/token")
      return json("application/json", JSON.stringify({ token: `anonymous-${searchParams.get("scope")}` }));
    const isAllowed = request.headers.authorization === `Bearer anonymous-repository:${REPOSITORY}:pull`;
    if (content.asksToken && !isAllowed) {
      const realm = `http://${request.headers.host}/token`;
      const challenge = `Bearer realm="${realm}",service="loopback",scope="repository:${REPOSITORY}:pull"`;
      response.writeHead(401, { "WWW-Authenticate": challenge }).end();
      return;
    }
    const base = `/v2/${REPOSITORY}`;
    if (pathname === `${base}/manifests/${VERSION}`)
      return content.index ? json(INDEX, index) : json(MANIFEST, manifest);
    if (pathname === `${base}/manifests/${digestOf(manifest)}`) return json(MANIFEST, manifest);
    if (pathname === `${base}/blobs/${layerDigest}`) {
      if (blobs) response.writeHead(307, { Location: `http://${blobs.host}/storage?signed=yes` }).end();
      else response.end(layer);
      return;
    }
    response.writeHead(404, { "Content-Type": "application/json" }).end('{"errors":[{"code":"NOT_FOUND"}]}');
  });
  const own = await listen(server);
  return {
    host: own.host,
    requests,
    async close() {
      await own.close();
      if (blobs) await blobs.close();
    },
  };
}

const MANIFEST = "application/vnd.oci.image.manifest.v1+json";
const INDEX = "application/vnd.oci.image.index.v1+json";

async function listen(server: Server): Promise<{ readonly host: string; close(): Promise<void> }> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
