/** Which artifact of which registry. Names as in the OCI distribution specification. */
import { RegistryError } from "./registry-error.ts";

export interface Source {
  /** Scheme and host of the registry, without a path. */
  readonly origin: string;
  readonly repository: string;
  /** A tag or a digest. */
  readonly reference: string;
}

/** Where the rules project publishes `falco_rules.yaml`. */
export const RULES_REGISTRY = "ghcr.io";
export const RULES_REPOSITORY = "falcosecurity/rules/falco-rules";

/**
 * Reads what settings and options name. A registry is a host, with a port where it needs one; without a scheme it is asked
 * by https, and by http on a loopback address.
 */
export function readSource(registry: string, repository: string, version: string): Source {
  return { origin: originOf(registry), repository: repositoryOf(repository), reference: tagOf(version) };
}

/** As people write it: `ghcr.io/falcosecurity/rules/falco-rules`. */
export function nameOf({ origin, repository }: Source): string {
  return `${hostOf(origin)}/${repository}`;
}

/** The host of an address, with its port. */
export function hostOf(address: string): string {
  return new URL(address).host;
}

function originOf(registry: string): string {
  const [, scheme, host = ""] = /^(https?:\/\/)?([^/]*)\/?$/i.exec(registry) ?? [];
  if (!/^(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:]+\])(?::\d{1,5})?$/.test(host))
    throw new RegistryError(`\`${registry}\` is not a registry. Write a host such as \`${RULES_REGISTRY}\`.`);
  const isLoopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::|$)/i.test(host);
  const address = `${scheme ?? (isLoopback ? "http://" : "https://")}${host}`;
  if (!URL.canParse(address))
    throw new RegistryError(`\`${registry}\` is not a registry. Write a host such as \`${RULES_REGISTRY}\`.`);
  return new URL(address).origin;
}

function repositoryOf(repository: string): string {
  const parts = repository.split("/");
  const isName = (part: string): boolean => /^[a-z0-9][a-z0-9._-]*$/.test(part) && !/[._-]$/.test(part);
  if (repository.length > 255 || !parts.every(isName))
    throw new RegistryError(
      `\`${repository}\` is not a repository. Write a name such as \`${RULES_REPOSITORY}\`.`,
    );
  return repository;
}

function tagOf(version: string): string {
  if (!/^\w[\w.-]{0,127}$/.test(version))
    throw new RegistryError(`\`${version}\` is not a version of the rules. Write three numbers.`);
  return version;
}
