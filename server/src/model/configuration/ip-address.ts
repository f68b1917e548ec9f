/** Whether Falco takes the text for an IPv4 or IPv6 address; spaces around it and a zone after `%` are allowed. */
export function isIpAddress(text: string): boolean {
  const address = text.trim();
  return isIpv4(address) || isIpv6(address.replace(/%.+/, ""));
}

function isIpv4(text: string): boolean {
  const parts = text.split(".");
  return (
    parts.length === 4 && parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255)
  );
}

function isIpv6(text: string): boolean {
  const halves = text.split("::");
  if (halves.length > 2) return false;
  const groups = halves.map((half) => (half === "" ? [] : half.split(":")));
  let count = 0;
  for (const [index, half] of groups.entries()) {
    for (const [position, group] of half.entries()) {
      const last = index === groups.length - 1 && position === half.length - 1;
      if (last && isIpv4(group)) count += 2;
      else if (/^[0-9a-fA-F]{1,4}$/.test(group)) count++;
      else return false;
    }
  }
  return halves.length === 2 ? count <= 7 : count === 8;
}
