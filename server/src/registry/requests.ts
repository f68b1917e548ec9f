/** Requests to a registry: anonymous tokens, limits, waiting, and what went wrong in words. */
import { RegistryError } from "./registry-error.ts";
import { hostOf, nameOf, type Source } from "./source.ts";

/** What a front lends to reach the network. */
export interface Network {
  readonly fetch: typeof fetch;
  /** Cancels everything; what is thrown then is its reason. */
  readonly signal?: AbortSignal;
  /** Milliseconds for all of it together. */
  readonly timeout?: number;
}

export interface Registry {
  /** Returns the bytes at a path of the source's repository, at most `most` of them. */
  get(path: string, accept: string, most: number, report?: (bytes: number) => void): Promise<Answer>;
}

export interface Answer {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly headers: Headers;
}

const TIMEOUT = 120_000;
/** Seconds that a registry may ask to wait; longer is for the user to decide. */
const LONGEST_WAIT = 20;
const MOST_RETRIES = 2;
const MOST_TOKEN_BYTES = 100_000;

/** Talks to the registry of a source, without any login. */
export function connectTo(source: Source, { fetch: send, signal, timeout = TIMEOUT }: Network): Registry {
  const late = AbortSignal.timeout(timeout);
  const stop = signal ? AbortSignal.any([signal, late]) : late;
  let authorization: string | undefined;

  /** What failed below HTTP: in the words of this module, or as it is where the user stopped it. */
  const failureAt = (address: string, error: unknown): unknown => {
    if (signal?.aborted) return signal.reason;
    if (error instanceof RegistryError) return error;
    if (late.aborted) return new RegistryError(`\`${hostOf(address)}\` did not answer in time. Try again.`);
    const code = codeOf(error);
    return new RegistryError(
      `\`${hostOf(address)}\` cannot be reached${code === undefined ? "" : ` (${code})`}. ` +
        "Check the network and the proxy, or use an archive (`.tar.gz`).",
    );
  };
  const request = async (address: string, headers: HeadersInit): Promise<Response> => {
    for (let tries = 0; ; tries++) {
      const response = await send(address, { headers, signal: stop }).catch((error: unknown) => {
        throw failureAt(address, error);
      });
      const seconds = BUSY.has(response.status)
        ? secondsToWait(response.headers.get("Retry-After"))
        : undefined;
      if (seconds === undefined || seconds > LONGEST_WAIT || tries === MOST_RETRIES) return response;
      await response.body?.cancel();
      await waiting(seconds * 1000, stop).catch((error: unknown) => {
        throw failureAt(address, error);
      });
    }
  };
  const bytesOf = async (
    response: Response,
    address: string,
    most: number,
    report?: (bytes: number) => void,
  ): Promise<Uint8Array<ArrayBuffer>> => {
    try {
      return await bodyOf(response, most, report);
    } catch (error) {
      if (error instanceof RegistryError || stop.aborted) throw failureAt(address, error);
      throw new RegistryError(`The answer of \`${hostOf(address)}\` ended too early. Try again.`);
    }
  };
  const anonymousToken = async (challenge: string | null): Promise<string> => {
    const parameters = parametersOf(challenge);
    const [realm, service, scope] = ["realm", "service", "scope"].map((name) => parameters.get(name));
    const isSafe = realm !== undefined && URL.canParse(realm) && mayAsk(source.origin, new URL(realm));
    if (realm === undefined || !isSafe) throw loginRequired(source);
    const address = new URL(realm);
    if (service !== undefined) address.searchParams.set("service", service);
    address.searchParams.set("scope", scope ?? `repository:${source.repository}:pull`);
    const response = await request(address.href, { Accept: "application/json" });
    if (!response.ok) {
      await response.body?.cancel();
      throw response.status < 500 && !BUSY.has(response.status)
        ? loginRequired(source)
        : refusal(address.href, response);
    }
    const token = tokenIn(await bytesOf(response, address.href, MOST_TOKEN_BYTES));
    if (token === undefined) throw loginRequired(source);
    return token;
  };

  return {
    async get(path, accept, most, report) {
      const address = `${source.origin}/v2/${source.repository}/${path}`;
      const ask = (): Promise<Response> =>
        request(address, {
          Accept: accept,
          ...(authorization !== undefined && { Authorization: authorization }),
        });
      let response = await ask();
      if (response.status === 401 && authorization === undefined) {
        await response.body?.cancel();
        authorization = `Bearer ${await anonymousToken(response.headers.get("WWW-Authenticate"))}`;
        response = await ask();
      }
      if (!response.ok) {
        await response.body?.cancel();
        if (response.status === 401 || response.status === 403) throw loginRequired(source);
        if (response.status === 404)
          throw new RegistryError(
            `\`${nameOf(source)}\` does not have \`${source.reference}\`. Check the version and the repository.`,
          );
        throw refusal(address, response);
      }
      return { bytes: await bytesOf(response, address, most, report), headers: response.headers };
    },
  };
}

/** Statuses after which the same request may be answered a little later. */
const BUSY: ReadonlySet<number> = new Set([429, 503]);

function refusal(address: string, { status, headers }: Response): RegistryError {
  const seconds = secondsToWait(headers.get("Retry-After"));
  return status === 429
    ? new RegistryError(
        `\`${hostOf(address)}\` received too many requests. ` +
          `Try again ${seconds === undefined ? "later" : `in ${Math.ceil(seconds)} seconds`}.`,
      )
    : new RegistryError(`\`${hostOf(address)}\` answered with status ${status}. Try again later.`);
}

function loginRequired(source: Source): RegistryError {
  return new RegistryError(
    `\`${nameOf(source)}\` requires a login. Choose a public registry, or use an archive (\`.tar.gz\`).`,
  );
}

/** Seconds, or a date. */
function secondsToWait(header: string | null): number | undefined {
  if (header === null) return undefined;
  if (/^\s*\d{1,9}\s*$/.test(header)) return Number(header);
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, (date - Date.now()) / 1000);
}

/** Parameters of the `Bearer` challenge. */
function parametersOf(challenge: string | null): ReadonlyMap<string, string> {
  const [, bearer = ""] = /\bBearer\s(.*)$/is.exec(challenge ?? "") ?? [];
  const found = bearer.matchAll(/\b(realm|service|scope)="([^"]*)"/gi);
  return new Map([...found].map(([, name = "", value = ""]) => [name.toLowerCase(), value]));
}

/** A registry that is asked by https does not send anybody to an address that is not. */
function mayAsk(origin: string, { protocol }: URL): boolean {
  return protocol === "https:" || (protocol === "http:" && origin.startsWith("http:"));
}

function tokenIn(bytes: Uint8Array): string | undefined {
  const answer = parsed(bytes) as { readonly token?: unknown; readonly access_token?: unknown } | undefined;
  const token = answer?.token ?? answer?.access_token;
  return typeof token === "string" && /^[\x21-\x7e]+$/.test(token) ? token : undefined;
}

/** A map of JSON; undefined for what is not one. */
export function parsed(bytes: Uint8Array): object | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

async function bodyOf(
  response: Response,
  most: number,
  report?: (bytes: number) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  const reader = response.body?.getReader();
  for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
    length += next.value.length;
    if (length > most) {
      await reader?.cancel();
      throw new RegistryError(`The answer of the registry is larger than ${most} bytes. Nothing was saved.`);
    }
    chunks.push(new Uint8Array(next.value));
    report?.(length);
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

function waiting(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", stop);
      resolve();
    }, milliseconds);
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true });
  });
}

/** Code of the system's error that a failed request was caused by. */
function codeOf(error: unknown): string | undefined {
  const { cause } = error as { readonly cause?: unknown };
  const { code } = (cause ?? error ?? {}) as { readonly code?: unknown };
  return typeof code === "string" ? code : undefined;
}
