/** Filled in when the program is built. */
declare const __VERSION__: string | undefined;

/** The program's own version. */
export const VERSION: string = typeof __VERSION__ === "string" ? __VERSION__ : "development";
