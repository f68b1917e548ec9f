import { connect, type Socket } from "node:net";
import process from "node:process";
import { FramedReader, FramedWriter } from "./framed-messages.ts";

export interface MessageStreams {
  readonly reader: FramedReader;
  readonly writer: FramedWriter;
}

/**
 * Where messages come from and go to: the socket or pipe that the arguments name, else standard input and output; undefined
 * where Node's own channel is asked for. `stop` is called with the reason, as it is written after "because", when no more
 * messages can come; a server whose client is gone ends by itself. Throws if the port is not one.
 */
export function messageStreams(
  args: readonly string[],
  stop: (reason: string) => void,
): MessageStreams | undefined {
  if (args.includes("--node-ipc")) return undefined;
  const socket = connectionOf(args);
  socket?.on("error", ({ message }) => stop(`the connection failed: ${message}`));
  const input = socket ?? process.stdin;
  const reader = new FramedReader(input, stop);
  for (const event of ["end", "close"] as const)
    input.on(event, () => process.exit(reader.isShutDown ? 0 : 1));
  return { reader, writer: new FramedWriter(socket ?? process.stdout) };
}

function connectionOf(args: readonly string[]): Socket | undefined {
  const port = valueOf(args, "--socket");
  if (port !== undefined) return connect(Number(port), "127.0.0.1");
  const pipe = valueOf(args, "--pipe");
  return pipe === undefined ? undefined : connect(pipe);
}

/** The value of an option, after `=` or as the next argument. */
function valueOf(args: readonly string[], option: string): string | undefined {
  for (const [at, argument] of args.entries()) {
    if (argument === option) return args[at + 1] ?? "";
    if (argument.startsWith(`${option}=`)) return argument.slice(option.length + 1);
  }
  return undefined;
}
