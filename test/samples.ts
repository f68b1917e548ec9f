import process from "node:process";

/** How many random cases a test makes: all in `npm test`, a quarter in the inner loop of `npm run check`. */
export function samples(all: number): number {
  return process.env["INNER_LOOP"] ? Math.ceil(all / 4) : all;
}
