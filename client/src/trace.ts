import {
  EventEmitter,
  type ExtensionContext,
  l10n,
  LogLevel,
  type LogOutputChannel,
  type OutputChannel,
  window,
  workspace,
} from "vscode";

/**
 * Where the talk between editor and server is shown as long as `falco.trace.server` asks for it. The client traces
 * according to the level of a log, which users change for a session only; this one has the level that the setting says.
 * The channel itself comes with its first line.
 */
export function traceChannel(context: ExtensionContext): LogOutputChannel {
  const name = l10n.t("Falco Trace");
  let channel: OutputChannel | undefined;
  const opened = (): OutputChannel => {
    channel ??= window.createOutputChannel(name);
    return channel;
  };
  const levelChanged = new EventEmitter<LogLevel>();
  const level = (): LogLevel =>
    workspace.getConfiguration("falco").get("trace.server") === "off" ? LogLevel.Off : LogLevel.Trace;
  const write = (message: string | Error, ...data: readonly unknown[]): void =>
    opened().appendLine([message, ...data].map(String).join(" "));
  context.subscriptions.push(
    levelChanged,
    workspace.onDidChangeConfiguration(
      (change) => change.affectsConfiguration("falco.trace.server") && levelChanged.fire(level()),
    ),
    { dispose: () => channel?.dispose() },
  );
  return {
    name,
    get logLevel() {
      return level();
    },
    onDidChangeLogLevel: levelChanged.event,
    append: (text) => opened().append(text),
    appendLine: (line) => opened().appendLine(line),
    replace: (text) => opened().replace(text),
    clear: () => channel?.clear(),
    show: () => opened().show(true),
    hide: () => channel?.hide(),
    dispose: () => channel?.dispose(),
    trace: write,
    debug: write,
    info: write,
    warn: write,
    error: write,
  };
}
