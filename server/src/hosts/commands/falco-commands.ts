import { type Steps, toEnd } from "../../text/to-end.ts";
import { keptLast } from "../../text/kept.ts";
import { lazyMap, mapSpan, type OffsetMap, wholeMap } from "../../text/offset-map.ts";
import { type DockerOptions, dockerOptions } from "./docker-run.ts";
import { helmArguments, helmCommand, installsFalco } from "./helm-command.ts";
import type { HostReading, Region, StatedVersion } from "../host.ts";
import { falcoImage, isImageReference, statedImage } from "./images.ts";
import { assignmentRegion, commandRegion, joined, nested, NOTHING, sliceMap } from "../embedding/nested.ts";
import { statedRules } from "../embedding/rules-refs.ts";
import { type Quoting, replaceOnLine } from "./word-builder.ts";
import type { Span } from "../../text/span.ts";
import type { HostWord, ReplaceWords } from "./word-list.ts";
import { type ShellCommand, shellQuoting, shellText, type ShellText } from "./shell-words.ts";
import { table } from "../../text/table.ts";

/** Where words come from: what replaces them, and what is known of where they run. */
export interface WordsContext {
  readonly replace: ReplaceWords;
  readonly group?: string;
  /** The words are arguments of this image's own command. */
  readonly program?: string;
  /** How the host writes words side by side on a line; absent where each is by itself. */
  readonly quoting?: Quoting;
}

/**
 * The Falco command lines in the words of one command: Falco itself by its base name, also after `sudo`, `env`,
 * `timeout` and their like, in `docker run` of an image of Falco's, in `kubectl exec`, and in `sh -c`.
 */
export function falcoCommands(words: readonly HostWord[], context: WordsContext): HostReading {
  const extra = context.group === undefined ? {} : { group: context.group };
  const own = { ...extra, ...(context.quoting && { quote: context.quoting.word }) };
  const variables: HostWord[] = [];
  const at = skipPrefixes(words, variables);
  const word = words[at];
  const rest = words.slice(at);
  const replace: ReplaceWords = (from, to, fresh) => context.replace(from + at, to + at, fresh);
  const environment = variables.flatMap((variable) => assignmentRegion(variable, extra) ?? []);
  if (!word) {
    return { regions: environment.filter(isFalcoVariable), versions: [] };
  }
  const isFalcoctl = context.program?.startsWith("falcoctl") === true;
  if (context.program !== undefined && at === 0 && (word.text.startsWith("-") || isFalcoctl)) {
    return {
      regions: [commandRegion(words, context.replace, { ...own, program: context.program })],
      versions: isFalcoctl ? installedRules(context.program, words, context.group) : [],
    };
  }
  const name = baseName(word);
  if (name === "falco" && isFalcoLine(rest))
    return { regions: [...environment, commandRegion(rest, replace, own)], versions: [] };
  if (name === "falco-driver-loader")
    return { regions: [...environment, commandRegion(rest, replace, own)], versions: [] };
  if (name === "falcoctl" && rest.length > 1) {
    const isDriver = rest[1]?.text === "driver";
    return {
      regions: [
        ...(isDriver ? environment : environment.filter(isFalcoVariable)),
        commandRegion(rest, replace, own),
      ],
      versions: installedRules(name, rest.slice(1), context.group),
    };
  }
  if (name === "export") {
    const exported = rest.slice(1).flatMap((variable) => assignmentRegion(variable, extra) ?? []);
    return { regions: exported.filter(isFalcoVariable), versions: [] };
  }
  if (name === "docker" || name === "podman" || name === "nerdctl" || name === "kubectl" || name === "oc") {
    return containerCommand(name, rest, { ...context, replace });
  }
  if (SHELL.test(name)) return shellArgument(rest, extra);
  // What the package's own scripts are configured with.
  if (/^(?:apt|apt-get|dnf|microdnf|yum|zypper|dpkg|rpm)$/.test(name))
    return joined([{ regions: environment.filter(isFalcoVariable), versions: [] }, packagePins(rest, extra)]);
  if (name === "helm") return helmCommand(rest, extra, replace);
  if (context.program === "falco-driver-loader image" && at === 0 && /^[a-z_]+$/.test(word.text)) {
    return {
      regions: [commandRegion(words, context.replace, { ...own, program: context.program })],
      versions: [],
    };
  }
  return NOTHING;
}

/** The rules that `falcoctl artifact install` or `follow` is given. */
function installedRules(
  program: string,
  words: readonly HostWord[],
  group?: string,
): HostReading["versions"] {
  const isInstall = [program, ...words.slice(0, 4).map(({ text }) => text)].some((text) =>
    /(?:^| )(?:install|follow)$/.test(text),
  );
  return isInstall ? words.flatMap(({ text, map }) => statedRules(text, map, group)) : [];
}

/** What the commands of a shell text are read with. */
interface ShellContext {
  readonly group?: string;
  readonly program?: string;
}

/** The command lines of a shell text. */
export function shellReading(text: string, extra: ShellContext = {}): HostReading {
  return toEnd(readingCommands(text, shellText(text), extra));
}

/** How many commands are read in one step. */
const COMMANDS = 200;

/** The same of a text that is parted into commands, in steps. */
export function* readingCommands(
  text: string,
  { commands }: ShellText,
  extra: ShellContext = {},
): Steps<HostReading> {
  const arrays = commands.filter(({ array }) => array !== undefined);
  const readings: HostReading[] = [];
  for (const [at, command] of commands.entries()) {
    if (at % COMMANDS === COMMANDS - 1) yield;
    if (command.array !== undefined) continue;
    readings.push(rereadable(text, command, extra));
    if (arrays.length > 0) readings.push(...arrayReadings(text, command, arrays, extra));
  }
  return joined(readings);
}

/** What the arrays give whose elements are words of a command: `helm install … "${ARGS[@]}"`. */
function arrayReadings(
  text: string,
  { words }: ShellCommand,
  arrays: readonly ShellCommand[],
  extra: ShellContext,
): readonly HostReading[] {
  const at = skipPrefixes(words, []);
  const group = groupOf(words, extra);
  const used = words.flatMap((word) => {
    const name = /^\$\{(\w+)\[[@*]\]\}$/.exec(word.text)?.[1];
    return arrays.filter(({ array }) => array === name).map((array) => ({ word, elements: array.words }));
  });
  const whole = [...words, ...used.flatMap(({ elements }) => elements)];
  const program = words[at] && baseName(words[at]);
  return used.map(({ word, elements }): HostReading => {
    const replace = replaceOnLine(text, elements, shellQuoting);
    if (program === "helm")
      return installsFalco(whole) ? helmArguments(elements, { group }, replace) : NOTHING;
    const isProgram = word === words[at];
    if (!isProgram && program !== "falco") return NOTHING;
    return falcoCommands(elements, {
      replace,
      quoting: shellQuoting,
      group,
      ...(!isProgram && { program: "falco" }),
    });
  });
}

function groupOf(words: readonly HostWord[], { group }: ShellContext): string {
  return [group, String(words[0]?.outer.start ?? 0)].filter((part) => part !== undefined).join("/");
}

function readCommand(text: string, { words }: ShellCommand, extra: ShellContext): HostReading {
  const group = groupOf(words, extra);
  const program = extra.program === undefined ? {} : { program: extra.program };
  return falcoCommands(words, {
    replace: replaceOnLine(text, words, shellQuoting),
    quoting: shellQuoting,
    group,
    ...program,
  });
}

/**
 * What one command gives. The places of its words are not remembered, for they take many times the memory of the text: where
 * they are asked for, the command is read again by itself.
 */
function rereadable(text: string, command: ShellCommand, extra: ShellContext): HostReading {
  const reading = readCommand(text, command, extra);
  const bounds = { start: command.words[0]?.outer.start ?? 0, end: command.words.at(-1)?.outer.end ?? 0 };
  if (reading.regions.length === 0 || command.depth > 0) return reading;
  const regions = reading.regions.map((region, at) => ({
    ...region,
    map: lazyMap(region.map, rereader(text, bounds, extra, at)),
  }));
  return { regions, versions: reading.versions };
}

/** A function of its own, so that what it makes holds on to nothing else. Nothing is written where it would be read in another way. */
function rereader(text: string, { start, end }: Span, extra: ShellContext, at: number): () => OffsetMap {
  return () => reread(text, start, end, extra)?.regions[at]?.map ?? wholeMap({ start, end }, 0);
}

/** Whoever asks for one place of a command asks for its other places next. */
const reread = keptLast((text: string, start: number, end: number, extra: ShellContext) => {
  const same = shellText(text, { start, end }).commands.findLast(({ depth }) => depth === 0);
  return same && readCommand(text, same, extra);
});

/** Of words that are parted as in a shell, without one to read patterns in them. */
export function withoutShell(reading: HostReading): HostReading {
  return { ...reading, regions: reading.regions.map(({ bare: _bare, ...region }) => region) };
}

/** The last part of a program's path; empty where the host fills the word in, save where a variable is the folder. */
export function baseName(word: HostWord): string {
  const slash = word.text.lastIndexOf("/");
  if (word.opaque?.some((hole) => hole.end > slash)) return "";
  return word.text.slice(slash + 1);
}

/**
 * Whether a command named `falco` is Falco: another program of that name checks VCL files, and takes
 * subcommands, where Falco takes options alone.
 */
function isFalcoLine(words: readonly HostWord[]): boolean {
  const [program, first] = words;
  if (
    words.some((word) => /\.vcl$/.test(word.text) || /^(?:-I|-json|--include_path(?:=.*)?)$/.test(word.text))
  )
    return false;
  if (program?.text.includes("/usr/") || !first) return true;
  return first.text.startsWith("-") || (first.opaque?.length ?? 0) > 0;
}

function isFalcoVariable(region: Region): boolean {
  return /^FALCO(?:CTL)?_/.test(region.text);
}

const RESERVED = new Set(["if", "then", "else", "elif", "do", "while", "until", "!", "{", "time"]);

/** For each program that runs another: its options that take a word, and how many words are before the other. */
const RUNNERS = table<{ readonly valued?: RegExp; readonly operands?: number; readonly assigns?: boolean }>({
  sudo: { valued: /^-[ugpCTrtUDRh]$|^--(?:user|group|prompt|chdir|host)$/, assigns: true },
  doas: { valued: /^-[Cu]$/ },
  env: { valued: /^-[uCS]$|^--(?:unset|chdir)$/, assigns: true },
  exec: { valued: /^-a$/ },
  command: {},
  nohup: {},
  setsid: {},
  unbuffer: {},
  nice: { valued: /^-n$|^--adjustment$/ },
  ionice: { valued: /^-[cn]$/ },
  stdbuf: { valued: /^-[ioe]$/ },
  timeout: { valued: /^-[ks]$|^--(?:signal|kill-after)$/, operands: 1 },
  chroot: { operands: 1 },
  tini: {},
  "dumb-init": {},
  // Of Falco's own images.
  "docker-entrypoint.sh": {},
});

/** Whether what a container is given besides goes to Falco, as after the words of its entrypoint. */
export function endsInFalco(entrypoint: readonly HostWord[]): boolean {
  const [first, ...others] = entrypoint.slice(skipPrefixes(entrypoint, [])).map(baseName);
  return first === "falco" || (others.at(-1) === "falco" && !SHELL.test(first ?? ""));
}

const SHELL = /^(?:ba|da|z|k|a)?sh$/;

/** The index of the word that is run; assignments on the way are added to `variables`. */
function skipPrefixes(words: readonly HostWord[], variables: HostWord[]): number {
  let at = 0;
  while (at < words.length) {
    const word = words[at];
    if (!word) break;
    if (RESERVED.has(word.text)) at++;
    else if (/^[A-Za-z_][A-Za-z0-9_]*\+?=/.test(word.text)) {
      variables.push(word);
      at++;
    } else {
      const name = baseName(word);
      const runner = RUNNERS.get(name);
      if (!runner) break;
      at++;
      while (words[at]?.text.startsWith("-")) {
        const option = words[at]?.text ?? "";
        at += runner.valued?.test(option) ? 2 : 1;
        if (option === "--") break;
      }
      at += runner.operands ?? 0;
    }
  }
  return at;
}

/** `docker run image …`, `docker exec container …`, `kubectl exec pod -- …`. */
/** The image of `kubectl run --image=…`. */
function imageOption(words: readonly HostWord[]): HostWord | undefined {
  const at = words.findIndex(({ text }) => text === "--image" || text.startsWith("--image="));
  const word = words[at];
  if (!word || word.text === "--image") return word && words[at + 1];
  const span = { start: "--image=".length, end: word.text.length };
  const opaque = (word.opaque ?? []).map(({ start, end }) => ({
    start: Math.max(0, start - span.start),
    end: end - span.start,
  }));
  return { text: word.text.slice(span.start), map: sliceMap(word.map, span), outer: word.outer, opaque };
}

function containerCommand(name: string, words: readonly HostWord[], context: WordsContext): HostReading {
  const verb = words.findIndex(
    (word, index) => index > 0 && index < 4 && /^(?:run|create|exec)$/.test(word.text),
  );
  if (verb < 0) return NOTHING;
  if (name === "kubectl" || name === "oc") {
    const dashes = words.findIndex((word) => word.text === "--");
    const image = words[verb]?.text === "exec" ? undefined : imageOption(words);
    const rest = dashes > 0 ? words.slice(dashes + 1) : [];
    const inner = within(context, dashes > 0 ? dashes + 1 : words.length);
    return image ? imageCommand(image, [], rest, inner) : falcoCommands(rest, inner);
  }
  const { options, end, isUnsure } = dockerOptions(words, verb + 1);
  const word = words[end];
  if (!word) return NOTHING;
  const rest = words.slice(end + 1);
  const found =
    words[verb]?.text === "exec"
      ? falcoCommands(rest, within(context, end + 1))
      : imageCommand(word, options, rest, within(context, end + 1));
  return isUnsure && found.regions.length + found.versions.length === 0
    ? falcoCommands(words.slice(end), within(context, end))
    : found;
}

/** What an image is started with. A program that replaces its own is the first word of the line. */
function imageCommand(
  word: HostWord,
  options: DockerOptions["options"],
  rest: readonly HostWord[],
  context: WordsContext,
): HostReading {
  const extra = context.group === undefined ? {} : { group: context.group };
  const image = isImageReference(word.text) ? falcoImage(word.text) : undefined;
  const entrypoint = options.findLast(({ name }) => name === "entrypoint")?.value;
  const run = entrypoint?.text
    ? falcoCommands([entrypoint, ...rest], within(context, -1))
    : falcoCommands(rest, image && !entrypoint ? { ...context, program: image.program } : context);
  if (!image) return run;
  const versions = statedImage(image, word.map, extra);
  const variables = options.flatMap(({ name, value }) =>
    /^e(?:nv)?$/.test(name) && value ? (assignmentRegion(value, extra) ?? []) : [],
  );
  return joined([{ regions: variables, versions }, run]);
}

/** The context of the words from `by` on; a word before the first cannot be replaced. */
function within({ program: _program, ...context }: WordsContext, by: number): WordsContext {
  return {
    ...context,
    replace: (from, to, fresh) => (from + by < 0 ? undefined : context.replace(from + by, to + by, fresh)),
  };
}

/** `sh -c 'falco …'`: a shell text in one word. */
function shellArgument(words: readonly HostWord[], extra: { readonly group?: string }): HostReading {
  const flag = words.findIndex((word, index) => index > 0 && /^-[a-z]*c$/.test(word.text));
  const script = flag < 0 ? undefined : words[flag + 1];
  return script ? nested(shellReading(script.text, extra), script.map) : NOTHING;
}

/** `apt-get install falco=0.39.2`, `dnf install falco-0.39.2`: the package's version. */
function packagePins(words: readonly HostWord[], extra: { readonly group?: string }): HostReading {
  return { regions: [], versions: words.flatMap(({ text, map }) => packagePin(text, map, extra)) };
}

/** The version that the name of a package to install states, as `falco=0.39.2` or `falco-0.39.2-1` does. */
export function packagePin(
  text: string,
  map: OffsetMap,
  extra: { readonly group?: string },
): readonly StatedVersion[] {
  const [, name, version] = /^(falco ?(?:=|-|==) ?)(\d+\.\d+\.\d+)(?![\d.])/.exec(text) ?? [];
  if (name === undefined || version === undefined) return [];
  const span = mapSpan(map, { start: name.length, end: name.length + version.length });
  return [{ of: "falco", version, span, ...extra }];
}
