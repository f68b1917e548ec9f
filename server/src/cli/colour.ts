/** When output is coloured; `auto` means on a terminal, unless the environment says otherwise. */
export const COLOURS = ["auto", "always", "never"] as const;

/** Source: the conventions NO_COLOR and FORCE_COLOR. */
export function isColoured(setting: (typeof COLOURS)[number], stream: { readonly isTTY?: boolean }): boolean {
  if (setting !== "auto") return setting === "always";
  if (process.env["NO_COLOR"]) return false;
  const forced = process.env["FORCE_COLOR"];
  return forced === undefined ? stream.isTTY === true : forced !== "0";
}
