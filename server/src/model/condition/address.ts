/** Whether a text is an IPv4 address of four decimal numbers without leading zeros, as inet_pton takes it. */
export function isIpv4(text: string): boolean {
  const parts = text.split(".");
  return (
    parts.length === 4 && parts.every((part) => /^(?:0|[1-9][0-9]{0,2})$/.test(part) && Number(part) <= 255)
  );
}

/** Whether a text is an IPv6 address as inet_pton takes it: no zone, an IPv4 address at the end allowed. */
export function isIpv6(text: string): boolean {
  const halves = text.split("::");
  if (halves.length > 2) return false;
  const isCompressed = halves.length === 2;
  let count = 0;
  for (const [index, half] of halves.entries()) {
    if (half === "") continue;
    const groups = half.split(":");
    for (const [at, group] of groups.entries()) {
      const isLast = index === halves.length - 1 && at === groups.length - 1;
      if (isLast && group.includes(".")) {
        if (!isIpv4(group)) return false;
        count += 2;
      } else {
        if (!/^[0-9a-fA-F]{1,4}$/.test(group)) return false;
        count += 1;
      }
    }
  }
  if (!isCompressed) return count === 8;
  return count <= 7;
}

/** As Falco reads an address: with a dot it must be IPv4, else IPv6. */
export function isAddress(text: string): boolean {
  return text.includes(".") ? isIpv4(text) : isIpv6(text);
}

/** As Falco reads a network: an address and a prefix length, 0 to 32, for IPv6 1 to 128. */
export function isNetwork(text: string): boolean {
  const slash = text.indexOf("/");
  if (slash < 0) return false;
  const address = text.slice(0, slash);
  const length = text.slice(slash + 1);
  if (!/^[0-9]+$/.test(length)) return false;
  const bits = Number(length);
  return text.includes(".") ? isIpv4(address) && bits <= 32 : isIpv6(address) && bits >= 1 && bits <= 128;
}
