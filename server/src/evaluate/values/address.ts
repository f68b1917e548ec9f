import { isIpv4, isIpv6 } from "../../model/condition/address.ts";

/** A network of a condition: all addresses that agree with it in their first `length` bits. */
export interface Network {
  /** A number for IPv4, a `bigint` for IPv6. */
  readonly address: number | bigint;
  readonly length: number;
}

/** An IPv4 address as a number, an IPv6 address as a `bigint`; undefined for any other text. */
export function addressOf(text: string): number | bigint | undefined {
  if (text.includes(".") && !text.includes(":")) return isIpv4(text) ? ipv4(text) : undefined;
  return text.includes(":") && isIpv6(text) ? ipv6(text) : undefined;
}

/** Reads `10.0.0.0/8`; undefined for any other text. */
export function networkOf(text: string): Network | undefined {
  const [base = "", length = ""] = text.split("/");
  const address = addressOf(base);
  return address === undefined || !/^[0-9]+$/.test(length) ? undefined : { address, length: Number(length) };
}

/** Whether an address lies in a network. An address of the other family does not. */
export function isInNetwork(address: unknown, network: Network): boolean {
  if (typeof address === "number" && typeof network.address === "number") {
    const shift = 32 - network.length;
    return shift >= 32 || address >>> shift === network.address >>> shift;
  }
  if (typeof address !== "bigint" || typeof network.address !== "bigint") return false;
  const shift = BigInt(128 - network.length);
  return address >> shift === network.address >> shift;
}

function ipv4(text: string): number {
  return text.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
}

function ipv6(text: string): bigint {
  const [head = "", tail] = text.split("::");
  const first = groupsOf(head);
  const last = tail === undefined ? [] : groupsOf(tail);
  const zeros: readonly number[] = Array.from({ length: 8 - first.length - last.length }, () => 0);
  return [...first, ...zeros, ...last].reduce((sum, group) => (sum << 16n) | BigInt(group), 0n);
}

function groupsOf(text: string): readonly number[] {
  if (text === "") return [];
  return text.split(":").flatMap((group) => {
    if (!group.includes(".")) return [Number.parseInt(group, 16)];
    const address = ipv4(group);
    return [Math.floor(address / 65536), address % 65536];
  });
}
