import { mkdirSync, statSync } from "node:fs";
import process from "node:process";

/** Whether only the user can have written what lies in the folder, which is made if need be. */
export function isPrivate(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const { uid, mode } = statSync(folder);
    // Windows knows neither; its folders of a user are private.
    return process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0);
  } catch {
    return false;
  }
}
