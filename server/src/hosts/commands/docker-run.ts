import type { HostWord } from "./word-list.ts";
import { sliceMap } from "../embedding/nested.ts";

/** What is before the image of `docker run`, or before the container of `docker exec`. */
export interface DockerOptions {
  /** By their names without dashes, in the order of the line; a flag has no value. */
  readonly options: readonly { readonly name: string; readonly value?: HostWord }[];
  /** The index of the first word that is neither an option nor the value of one. */
  readonly end: number;
  /** Whether the word before that is a variable on its own: it may hold options, or be the image itself. */
  readonly isUnsure: boolean;
}

/** The options of `run`, `create` and `exec` that take no value, in docker, podman and nerdctl. Any other takes the next word, unless one is written after `=`. */
const FLAGS = new Set(
  (
    "detach disable-content-trust env-host help http-proxy init interactive no-healthcheck no-hostname no-hosts oom-kill-disable " +
    "passwd privileged publish-all quiet read-only read-only-tmpfs replace rm rmi rootfs sig-proxy tls-verify tty unsetenv-all use-api-socket"
  ).split(" "),
);

/** The letters among them. */
const FLAG_LETTERS = new Set("ditPq");

/** Reads options from `from` on, as docker does: `-e A=b`, `-eA=b`, `--env=A=b`, and `-ite A=b` for several letters at once. */
export function dockerOptions(words: readonly HostWord[], from: number): DockerOptions {
  const options: { name: string; value?: HostWord }[] = [];
  let at = from;
  let isUnsure = false;
  for (let word = words[at]; word; word = words[at]) {
    const isHole = word.opaque?.some((hole) => hole.start === 0 && hole.end === word.text.length);
    // A variable on its own may hold any number of options.
    if (!isHole && !word.text.startsWith("-")) break;
    at++;
    isUnsure = isHole === true;
    if (isHole) continue;
    if (word.text === "--") break;
    const { flags, name, value } = readWord(word);
    options.push(...flags.map((flag) => ({ name: flag })));
    if (name === undefined) continue;
    const given = value ?? words[at++];
    options.push({ name, ...(given && { value: given }) });
  }
  return { options, end: at, isUnsure };
}

/** The flags of one word, and the option in it that takes a value, with the value where it is in the same word. */
function readWord(word: HostWord): { flags: readonly string[]; name?: string; value?: HostWord } {
  const [, long, sign] = /^--([^=]+)(=?)/.exec(word.text) ?? [];
  if (long !== undefined) {
    if (sign) return { flags: [], name: long, value: partOf(word, long.length + 3) };
    return FLAGS.has(long) ? { flags: [long] } : { flags: [], name: long };
  }
  let at = 1;
  while (FLAG_LETTERS.has(word.text.charAt(at))) at++;
  const flags = [...word.text.slice(1, at)];
  const name = word.text.charAt(at);
  if (name === "" || name === "=") return { flags };
  const rest = word.text.charAt(at + 1) === "=" ? at + 2 : at + 1;
  return rest < word.text.length ? { flags, name, value: partOf(word, rest) } : { flags, name };
}

function partOf(word: HostWord, start: number): HostWord {
  const end = word.text.length;
  const opaque = (word.opaque ?? [])
    .filter((hole) => hole.end > start)
    .map((hole) => ({ start: Math.max(0, hole.start - start), end: hole.end - start }));
  return { text: word.text.slice(start), map: sliceMap(word.map, { start, end }), outer: word.outer, opaque };
}
