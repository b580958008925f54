import ipaddr from "ipaddr.js";

/** All IPv6 addresses that IANA assigns as public. */
const GLOBAL_V6 = ipaddr.IPv6.parseCIDR("2000::/3");

/**
 * Whether an IP address is not public: in one of IANA's special-purpose registries (private
 * networks, loopback, metadata services, multicast, documentation, IPv4-mapped) or unassigned.
 * @throws Error when `address` is no IP address
 */
export function isPrivate(address: string): boolean {
  const ip = ipaddr.parse(address);
  return ip.range() !== "unicast" || (ip instanceof ipaddr.IPv6 && !ip.match(GLOBAL_V6));
}
