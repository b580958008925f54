import { parseWebUrl } from "./web-url.ts";

const WILDCARD = "*.";
const MAX_HOST_LENGTH = 253;

/**
 * Parses an allowed link host into URL form (lower case, Punycode): `shop.example`,
 * `localhost:3000`, or `*.example.com` for all hosts below a domain of two labels or more.
 * Undefined for all else.
 */
export function parseLinkHost(text: string): string | undefined {
  const isWildcard = text.startsWith(WILDCARD);
  const host = isWildcard ? text.slice(WILDCARD.length) : text;
  if (host === "" || host.length > MAX_HOST_LENGTH || /[\s/\\?#@*]/.test(host)) return undefined;
  const url = parseWebUrl(`https://${host}`);
  if (!url || url.host.endsWith(".")) return undefined;
  if (isWildcard && !/^[^.:]+(\.[^.:]+)*\.[a-z][^.:]*$/.test(url.host)) return undefined;
  return isWildcard ? WILDCARD + url.host : url.host;
}

/**
 * Whether the host of `url` is among `hosts` (of {@link parseLinkHost}). A wildcard matches one
 * label or more, not the domain itself. A non-default port must be listed.
 */
export function isHostAllowed({ host }: URL, hosts: readonly string[]): boolean {
  if (hosts.includes(host)) return true;
  for (let dot = host.indexOf("."); dot > 0; dot = host.indexOf(".", dot + 1)) {
    if (hosts.includes(`*${host.slice(dot)}`)) return true;
  }
  return false;
}
