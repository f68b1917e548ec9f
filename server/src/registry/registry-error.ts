/** Why rules were not fetched or unpacked, in sentences for the user. */
export class RegistryError extends Error {}
