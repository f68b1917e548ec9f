import { shown } from "../output.ts";

/** A property of a GitHub workflow command. Source: the runner's own escapes. */
export function githubProperty(text: string): string {
  return githubData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

/** The message of a GitHub workflow command. */
export function githubData(text: string): string {
  return shown(text).replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
