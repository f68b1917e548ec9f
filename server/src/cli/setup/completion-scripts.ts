/** A command as shells complete it. */
export interface ShellCommand {
  /** Its name, with that of its action: `rules list`. */
  readonly path: readonly string[];
  readonly summary: string;
  readonly options: readonly ShellOption[];
  /** What can be written instead of a file. */
  readonly values: readonly string[];
}

export interface ShellOption {
  /** With both dashes. */
  readonly flag: string;
  readonly description: string;
  readonly takesValue: boolean;
  /** All values that it accepts; empty where any can be written. */
  readonly values: readonly string[];
}

type Commands = readonly ShellCommand[];

export function bashScript(commands: Commands): string {
  const values = commands.flatMap(({ path, options }) =>
    options
      .filter((option) => option.takesValue)
      .map(({ flag, values: known }) => {
        const words = known.length > 0 ? wordsOf(known) : 'COMPREPLY=($(compgen -f -- "$current"))';
        return `    "${path.join(" ")}:${flag}") ${words}; return ;;`;
      }),
  );
  const options = commands.map(
    ({ path, options: own, values: known }) =>
      `    "${path.join(" ")}") options="${own.map(({ flag }) => flag).join(" ")}"; values="${known.join(" ")}" ;;`,
  );
  const names = topLevel(commands)
    .map(({ path }) => path[0])
    .join(" ");
  return `# Completions of falco-lint for bash.
_falco_lint() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}"
  local command="\${COMP_WORDS[1]}" options="" values=""
  COMPREPLY=()
  if [[ $COMP_CWORD -eq 1 && $current != -* ]]; then
    COMPREPLY=($(compgen -W "${names} help" -- "$current") $(compgen -f -- "$current"))
    return
  fi
  # Without a command, options are those of check.
  [[ $command == -* ]] && command=check
  case "$command \${COMP_WORDS[2]}" in
${commands
  .filter(({ path }) => path.length > 1)
  .map(({ path }) => `    "${path.join(" ")}") [[ $COMP_CWORD -gt 2 ]] && command="${path.join(" ")}" ;;`)
  .join("\n")}
  esac
  case "$command:$previous" in
${values.join("\n")}
  esac
  case "$command" in
${options.join("\n")}
    help) values="${names}" ;;
  esac
  [[ $COMP_CWORD -eq 1 ]] && options+=" --version"
  if [[ $current == -* ]]; then
    COMPREPLY=($(compgen -W "$options" -- "$current"))
  else
    COMPREPLY=($(compgen -W "$values" -- "$current") $(compgen -f -- "$current"))
  fi
}
complete -o filenames -F _falco_lint falco-lint
`;
}

function wordsOf(values: readonly string[]): string {
  return `COMPREPLY=($(compgen -W "${values.join(" ")}" -- "$current"))`;
}

export function zshScript(commands: Commands): string {
  const described = topLevel(commands).map(({ path, summary }) => `    ${quoted(`${path[0]}:${summary}`)}`);
  const cases = topLevel(commands).map((command) => {
    const actions = commands.filter(({ path }) => path.length > 1 && path[0] === command.path[0]);
    const inner = actions.map(
      (action) => `        ${action.path[1]}) shift words; (( CURRENT-- )); ${argumentsOf(action)} ;;`,
    );
    const body =
      actions.length === 0
        ? argumentsOf(command)
        : `if (( CURRENT == 2 )); then compadd ${command.values.join(" ")}; else case "$words[2]" in\n${inner.join("\n")}\n      esac; fi`;
    return `    ${command.path[0]}) ${body} ;;`;
  });
  return `#compdef falco-lint
# Completions of falco-lint for zsh.
_falco_lint() {
  local -a commands=(
${described.join("\n")}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    _files
    return
  fi
  shift words
  (( CURRENT-- ))
  case "$words[1]" in
${cases.join("\n")}
    *) _files ;;
  esac
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then _falco_lint "$@"; else compdef _falco_lint falco-lint; fi
`;
}

function argumentsOf({ options, values }: ShellCommand): string {
  const specs = options.map(({ flag, description, takesValue, values: known }) => {
    const text = description.replace(/[[\]:\\]/g, "\\$&");
    const value = takesValue ? `:value:${known.length > 0 ? `(${known.join(" ")})` : "_files"}` : "";
    return quoted(`${flag}[${text}]${value}`);
  });
  const first = values.length > 0 ? [quoted(`:value:(${values.join(" ")})`)] : [];
  return `_arguments ${[...specs, ...first, quoted("*:file:_files")].join(" ")}`;
}

export function fishScript(commands: Commands): string {
  const top = topLevel(commands).map(
    ({ path, summary }) =>
      `complete -c falco-lint -n __fish_use_subcommand -a ${path[0]} -d ${quoted(summary)}`,
  );
  const own = commands.flatMap(({ path, options, values }) => {
    const condition = path.map((name) => `__fish_seen_subcommand_from ${name}`).join("; and ");
    const seen = `complete -c falco-lint -n ${quoted(condition)}`;
    const words = values.length > 0 ? [`${seen} -a ${quoted(values.join(" "))}`] : [];
    return [...words, ...options.map((option) => `${seen} ${fishOption(option)}`)];
  });
  return `${["# Completions of falco-lint for fish.", ...top, ...own].join("\n")}\n`;
}

function fishOption({ flag, description, takesValue, values }: ShellOption): string {
  const known = values.length > 0 ? ` -xa ${quoted(values.join(" "))}` : takesValue ? " -r" : "";
  return `-l ${flag.slice(2)}${known} -d ${quoted(description)}`;
}

function topLevel(commands: Commands): Commands {
  return commands.filter(({ path }) => path.length === 1);
}

/** A word for a shell in which nothing is special. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
