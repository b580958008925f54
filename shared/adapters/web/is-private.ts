import { BlockList, isIPv6 } from "node:net";

/** IANA's special-purpose registry: our own networks and machine, metadata services, groups, what is in no use. */
const CLOSED_V4: [string, number][] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
];
/** Of the addresses that IANA gives out: protocols' own, documentation, and those that lead to an IPv4 address. */
const CLOSED_V6: [string, number][] = [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
];

const closed = new BlockList();
for (const [net, prefix] of CLOSED_V4) closed.addSubnet(net, prefix, "ipv4");
for (const [net, prefix] of CLOSED_V6) closed.addSubnet(net, prefix, "ipv6");
/** All that IANA gives out; what maps IPv4, loopback and local networks lie outside. */
const given = new BlockList();
given.addSubnet("2000::", 3, "ipv6");

/** Whether an IP address is not one of the public internet. */
export function isPrivate(address: string): boolean {
  if (!isIPv6(address)) return closed.check(address, "ipv4");
  const [plain] = address.split("%");
  return !given.check(plain!, "ipv6") || closed.check(plain!, "ipv6");
}
