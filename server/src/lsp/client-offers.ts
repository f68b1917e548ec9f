import type { PageOf } from "./convert.ts";

/** What our own client offers beyond the protocol; another editor may offer it too. */
export interface ClientOffers {
  /** Where the page of a check is found. */
  readonly pageOf: PageOf;
  /** A command that offers completions at once, as after a key was typed. */
  readonly suggestCommand?: string;
}

export const NO_OFFERS: ClientOffers = { pageOf: () => undefined };

/** Reads the options of `initialize`: `pages` is an address with `{code}` for the check, `suggestCommand` a command's name. */
export function readOffers(initializationOptions: unknown): ClientOffers {
  const { pages, suggestCommand } = (initializationOptions ?? {}) as { readonly pages?: unknown; readonly suggestCommand?: unknown };
  return {
    pageOf: (code) => (typeof pages === "string" ? pages.replace("{code}", code) : undefined),
    ...(typeof suggestCommand === "string" && { suggestCommand }),
  };
}
