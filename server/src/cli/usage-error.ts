/** Wrong use, in one sentence; the program ends with 2. */
export class UsageError extends Error {}
