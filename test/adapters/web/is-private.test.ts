import { BlockList } from "node:net";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { isPrivate } from "#shared/adapters/web/is-private.ts";

test.each([
  ["0.0.0.0", "10.255.255.255", "100.64.0.1", "127.8.8.8", "169.254.169.254", "172.31.255.255"],
  ["192.0.0.8", "192.0.2.1", "192.168.1.1", "198.19.0.1", "198.51.100.1", "203.0.113.9"],
  ["224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255"],
  ["::", "::1", "::ffff:8.8.8.8", "::8.8.8.8", "64:ff9b::808:808", "100::1", "fd00::1"],
  ["fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1", "2001:db8::1", "2001::1", "2002:7f00:1::"],
])("private: %s, %s, …", (...addresses) => {
  expect(addresses.filter((address) => !isPrivate(address))).toEqual([]);
});

test("public addresses are public, next to private ones too", () => {
  const all = ["8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0"];
  const more = ["126.255.255.255", "128.0.0.0", "169.253.0.1", "172.15.0.1", "172.32.0.1"];
  const others = ["192.167.0.1", "192.169.0.1", "223.255.255.255", "2606:4700::1111", "2a00::1"];
  expect([...all, ...more, ...others].filter(isPrivate)).toEqual([]);
});

/** IANA's special-purpose registries, as first address and prefix. */
const SPECIAL = (
  "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 " +
  "192.0.2.0/24 192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 " +
  "224.0.0.0/4 240.0.0.0/4 ::/3 2001::/23 2001:db8::/32 2002::/16 3fff::/20 4000::/2 8000::/1"
).split(" ");
// Apart, for Node holds an IPv4 address against IPv6 networks too, as IPv6 maps it.
const special = { ipv4: new BlockList(), ipv6: new BlockList() };
const familyOf = (address: string) => (address.includes(":") ? "ipv6" : "ipv4");
for (const net of SPECIAL) {
  const [first, prefix] = net.split("/") as [string, string];
  special[familyOf(first)].addSubnet(first, Number(prefix), familyOf(first));
}
const v4 = (at: bigint) => [24n, 16n, 8n, 0n].map((by) => (at >> by) & 255n).join(".");
const v6 = (at: bigint) =>
  [7n, 6n, 5n, 4n, 3n, 2n, 1n, 0n].map((i) => ((at >> (16n * i)) & 0xffffn).toString(16)).join(":");

/** First to last address of each of them, both and one on either side. */
const edges = SPECIAL.flatMap((net) => {
  const [first, prefix] = net.split("/") as [string, string];
  const isV6 = first.includes(":");
  const bits = isV6 ? 128 : 32;
  const start = isV6
    ? toBits(first)
    : first.split(".").reduce((all, part) => all * 256n + BigInt(part), 0n);
  const size = 1n << BigInt(bits - Number(prefix));
  return [start - 1n, start, start + size / 2n, start + size - 1n, start + size]
    .filter((at) => at >= 0n && at < 1n << BigInt(bits))
    .map((at) => (isV6 ? v6(at) : v4(at)));
});
function toBits(address: string): bigint {
  const groups = address.split("::")[0]!.split(":").filter(Boolean);
  return groups.reduce((all, group, i) => all | (BigInt(`0x${group}`) << BigInt(112 - 16 * i)), 0n);
}
test("whatever a special-purpose registry lists is private, to its edges and at random", () => {
  const isSpecial = (address: string) =>
    special[familyOf(address)].check(address, familyOf(address));
  expect(edges.filter((one) => isSpecial(one) && !isPrivate(one))).toEqual([]);
  expect(edges.filter((one) => !isSpecial(one) && isPrivate(one))).toEqual([]);
  fc.assert(
    fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (address) => {
      if (isSpecial(address)) expect(isPrivate(address)).toBe(true);
    }),
  );
});
