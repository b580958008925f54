/** The block of an IPv6 address that one customer of a provider holds whole: its first half. */
const GROUPS = 4;

/**
 * Whom an address stands for: an IPv4 address itself, of an IPv6 address its /64, for whoever has
 * one address of it has all.
 */
export function networkOf(address: string): string {
  const v4 = /(?:^|:)(\d{1,3}(?:\.\d{1,3}){3})$/.exec(address)?.[1];
  if (v4 !== undefined || !address.includes(":")) return v4 ?? address;
  const [head = "", tail] = address.toLowerCase().split("%")[0]!.split("::");
  const before = head === "" ? [] : head.split(":");
  const after = tail === undefined || tail === "" ? [] : tail.split(":");
  const missing = tail === undefined ? 0 : 8 - before.length - after.length;
  const all = [...before, ...Array<string>(Math.max(0, missing)).fill("0"), ...after];
  const block = all.slice(0, GROUPS).map((group) => Number.parseInt(group, 16).toString(16));
  return `${block.join(":")}::/64`;
}
