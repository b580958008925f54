/** Groups of an IPv6 address that one customer of a provider usually holds. */
const GROUPS = 4;

/**
 * The network to count a caller by: an IPv4 address, or the /64 of an IPv6 address, because its
 * holder has all of it.
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
