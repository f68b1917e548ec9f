/** What the page shows, as the address keeps it. */
export interface State {
  readonly files: readonly { readonly name: string; readonly text: string }[];
  /** Name of the file in the editor. */
  readonly active: string;
  /** A Falco version; empty for the one that the files state, else the newest. */
  readonly target: string;
  /** As in the setting, with commas. */
  readonly plugins: string;
  readonly event: string;
}

/** Longest state that is read from an address, in characters: what decompresses to more was not made here. */
const MAX_LENGTH = 2_000_000;

/** The part of an address after `#`. */
export async function toAddress(state: State): Promise<string> {
  const packed = new Blob([JSON.stringify(state)]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  const bytes = new Uint8Array(await new Response(packed).arrayBuffer());
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** Undefined for what is no state, whatever the address has. */
export async function fromAddress(hash: string): Promise<State | undefined> {
  try {
    const binary = atob(hash.replace(/^#/, "").replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
    const reader = new Blob([bytes])
      .stream()
      .pipeThrough(new DecompressionStream("deflate-raw"))
      .pipeThrough(new TextDecoderStream())
      .getReader();
    let text = "";
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      text += read.value;
      if (text.length > MAX_LENGTH) return undefined;
    }
    return readState(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function readState(given: unknown): State | undefined {
  const { files, active, target, plugins, event } = (given ?? {}) as Partial<Record<keyof State, unknown>>;
  if (!Array.isArray(files)) return undefined;
  const read = files.flatMap((file: unknown) => {
    const { name, text } = (file ?? {}) as { readonly name?: unknown; readonly text?: unknown };
    return typeof name === "string" && isFileName(name) && typeof text === "string" ? [{ name, text }] : [];
  });
  const [first] = read;
  if (!first || new Set(read.map(({ name }) => name)).size < read.length) return undefined;
  const textOf = (value: unknown): string => (typeof value === "string" ? value : "");
  return {
    files: read,
    active: read.some(({ name }) => name === active) ? textOf(active) : first.name,
    target: textOf(target),
    plugins: textOf(plugins),
    event: textOf(event),
  };
}

/** Whether a file may be called so: a path below the page's folder. */
export function isFileName(name: string): boolean {
  return /^[\w.-]+(?:\/[\w.-]+)*$/.test(name) && !name.split("/").some((part) => /^\.+$/.test(part));
}

/** What the page begins with. */
export const EXAMPLE: State = {
  files: [
    {
      name: "falco.yaml",
      text: "rules_files:\n  - rules.yaml\n  - local.yaml\n",
    },
    {
      name: "rules.yaml",
      text: `- macro: spawned_process
  condition: evt.type in (execve, execveat)

- list: shell_binaries
  items: [bash, dash, sh, zsh]

- rule: Shell started by a web server
  desc: A web server started a shell.
  condition: >
    spawned_process
    and proc.name in (shell_binaries)
    and proc.pnmae in (nginx, httpd)
  output: Shell started by a web server | shell=%proc.name server=%proc.pname line=%proc.cmdline
  priority: NOTICE
  tags: [T1059]
`,
    },
    {
      name: "local.yaml",
      text: `- list: shell_binaries
  items: [ksh]
  override:
    items: append

- rule: Shell started by a web server
  priority: WARNING
  override:
    priority: replace
`,
    },
  ],
  active: "rules.yaml",
  target: "",
  plugins: "",
  event: "{ evt.type: execve, proc.name: bash, proc.pname: nginx, proc.cmdline: bash -i }",
};
