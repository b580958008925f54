/** ASCII characters of no host name, which `URL` would cut, decode or drop instead of refusing. */
const FOREIGN = /[^A-Za-z0-9.\u0080-\uffff-]/;
const NEEDS_IDNA = /[\u0080-\uffff]/;

/** RFC 1123 §2.1 labels, at least two; the last starts with a letter, unlike an IP address's. */
const HOST = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * `domain` in lower-case ASCII, by UTS #46 if it is not ASCII (`münchen.example` →
 * `xn--mnchen-3ya.example`); undefined if it is not a host name with a dot. The caller limits its
 * length; whether an `xn--` label decodes is left to the DNS.
 */
export function parseDomain(domain: string): string | undefined {
  if (FOREIGN.test(domain)) return undefined;
  const ascii = NEEDS_IDNA.test(domain) ? toAscii(domain) : domain.toLowerCase();
  return ascii !== undefined && HOST.test(ascii) ? ascii : undefined;
}

const toAscii = (domain: string) => URL.parse(`http://${domain}`)?.hostname;
