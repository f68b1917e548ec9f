import { connect, type Socket } from "node:net";
import process from "node:process";
import { type Readable, Writable } from "node:stream";
import { framedInput } from "./framed-input.ts";

export interface ByteStreams {
  readonly input: Readable;
  readonly output: Writable;
}

/**
 * Where the bytes of messages come from and go to: the socket or pipe that the arguments name, else standard input and output;
 * undefined where Node's own channel is asked for. `stop` is called with the reason, as it is written after "because", when
 * no more messages can come. Throws if the port is not one.
 */
export function byteStreams(
  args: readonly string[],
  stop: (reason: string) => void,
): ByteStreams | undefined {
  if (args.includes("--node-ipc")) return undefined;
  const socket = connectionOf(args);
  socket?.on("error", ({ message }) => stop(`the connection failed: ${message}`));
  return {
    input: framedInput(socket ?? process.stdin, stop),
    output: wholeMessages(socket ?? process.stdout),
  };
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

/** Header and content of a message come apart, and go out together: the client then wakes up once for each message. */
function wholeMessages(output: Writable): Writable {
  let header: Uint8Array | undefined;
  return new Writable({
    write(chunk: Uint8Array, _encoding, done) {
      if (header) output.write(Buffer.concat([header, chunk]), done);
      else done();
      header = header ? undefined : chunk;
    },
  });
}
