import ipaddr from "ipaddr.js";

/** All IPv6 addresses that IANA gives out as public; the rest is reserved, or leads elsewhere. */
const GLOBAL_V6 = ipaddr.IPv6.parseCIDR("2000::/3");

/**
 * Whether an IP address is not one of the public internet: of IANA's special-purpose registries (our
 * own networks and machine, metadata services, groups, documentation, what maps to IPv4), or in no
 * use. @throws Error for what is not an IP address
 */
export function isPrivate(address: string): boolean {
  const ip = ipaddr.parse(address);
  return ip.range() !== "unicast" || (ip instanceof ipaddr.IPv6 && !ip.match(GLOBAL_V6));
}
