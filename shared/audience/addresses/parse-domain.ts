/** ASCII that no host name holds: `URL` would cut, decode or drop it instead of refusing. */
const FOREIGN = /[^A-Za-z0-9.\u0080-\uffff-]/;
const NEEDS_IDNA = /[\u0080-\uffff]/;

/** RFC 1123 §2.1 labels, two or more; the last starts with a letter, which no IP address's does. */
const HOST = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * `domain` in lower-case ASCII, converted by UTS #46 where it is not ASCII (`münchen.example` →
 * `xn--mnchen-3ya.example`); undefined when it is no host name with a dot in it. Its length is the caller's to
 * limit; that an ASCII label which starts with `xn--` decodes is left to the DNS, which then does not know it.
 */
export function parseDomain(domain: string): string | undefined {
  if (FOREIGN.test(domain)) return undefined;
  const ascii = NEEDS_IDNA.test(domain) ? toAscii(domain) : domain.toLowerCase();
  return ascii !== undefined && HOST.test(ascii) ? ascii : undefined;
}

const toAscii = (domain: string) => URL.parse(`http://${domain}`)?.hostname;
