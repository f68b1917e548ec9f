import type { Connection, WorkDoneProgressServerReporter } from "vscode-languageserver";

/** How long the client is given to answer whether it shows progress, in milliseconds. */
const PATIENCE = 2000;

/** Shows how far work is; undefined where the client rejects to, or does not answer: the work is done all the same. */
export async function progressOf(
  connection: Connection,
): Promise<WorkDoneProgressServerReporter | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), PATIENCE);
  });
  const asked = connection.window.createWorkDoneProgress().catch(() => undefined);
  const progress = await Promise.race([asked, silence]);
  clearTimeout(timer);
  return progress;
}
