export { canonicalAddress, isMailAddress, parseAddress } from "./parse-address.ts";
export { parseDomain } from "./parse-domain.ts";
