import { InvalidInput } from "#shared/kernel/errors.ts";
import { parseDomain } from "./parse-domain.ts";

/** RFC 5321 §4.5.3.1: octets before the @, and in a path without its angle brackets. */
const MAX_LOCAL = 64;
const MAX_ADDRESS = 254;

const DOT_ATOM = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const NOT_ASCII = /[\u0080-\uffff]/;

/**
 * Parses exactly one plain address: the local part unchanged, because only its host may interpret
 * its case (RFC 5321 §2.4), the domain in lower-case ASCII. Names, brackets, lists, groups,
 * comments, routes, quoted local parts and white space are refused, never repaired.
 * @throws InvalidInput saying what is wrong, without repeating the text
 */
export function parseAddress(text: string): string {
  if (text.length > MAX_ADDRESS) throw new InvalidInput("an address has at most 254 characters");
  const at = text.indexOf("@");
  const local = text.slice(0, Math.max(at, 0));
  if (NOT_ASCII.test(local)) {
    throw new InvalidInput(
      "the part before the @ has characters outside ASCII: mail to it can't be sent (it needs SMTPUTF8)",
    );
  }
  if (local.length > MAX_LOCAL) {
    throw new InvalidInput("the part before the @ has at most 64 characters");
  }
  if (!DOT_ATOM.test(local)) {
    throw new InvalidInput("not one plain address such as ada@example.com");
  }
  const domain = parseDomain(text.slice(at + 1));
  if (domain === undefined) {
    throw new InvalidInput("the part after the @ is not one domain name such as example.com");
  }
  const address = `${local}@${domain}`;
  if (address.length > MAX_ADDRESS) {
    throw new InvalidInput("an address has at most 254 characters, its domain in ASCII");
  }
  return address;
}

/**
 * The form in which an address is looked up and suppressed: {@link parseAddress}, in lower case. No
 * relevant mail host tells addresses apart by case alone; contacts do type both.
 * @throws InvalidInput as `parseAddress`
 */
export function canonicalAddress(email: string): string {
  return parseAddress(email).toLowerCase();
}

export function isMailAddress(text: string): boolean {
  try {
    parseAddress(text);
    return true;
  } catch {
    return false;
  }
}
