import { statOf } from "../repeat/disk.ts";
import { noteUnrepeatable } from "../repeat/recording.ts";

/** Where shells put what is typed in the place of a file. */
const SHELL_FILE = /^\/(?:dev\/(?:stdin|fd\/\d+)|proc\/(?:self|\d+)\/fd\/\d+)$/;

/** Whether reading a path ends: a regular file's does, a pipe of the file system is waited for, and a device gives without end. */
export function isReadable(path: string): boolean {
  if (!SHELL_FILE.test(path)) return statOf(path)?.isFile() === true;
  noteUnrepeatable();
  return true;
}
