/** What the client sends first to a web worker that it started. */
export interface WorkerStart {
  /** The address of the server's program. */
  readonly program: string;
  /** The content of the file beside it, which a worker cannot read in time by itself. */
  readonly falcoData: Uint8Array;
}

/** What is started as the server in a web worker. */
self.onmessage = ({ data: { program, falcoData } }: MessageEvent<WorkerStart>) => {
  Object.assign(globalThis, { falcoData });
  importScripts(program);
};
