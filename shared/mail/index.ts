/** Mail as bytes: addresses, the composer, the signed links inside, and what a bounce says. */
export { isBadAddress, isSenderFault } from "./bounce.ts";
export { cleanText } from "./clean-text.ts";
export { compose, composeParts } from "./compose.ts";
export { isHostAllowed, parseLinkHost } from "./link-hosts.ts";
export { type LinkKey, linkKey, linkKeys } from "./link-key.ts";
export type { Mail } from "./mail.ts";
export { canonicalAddress, isMailAddress, parseAddress } from "./parse-address.ts";
export { parseDomain } from "./parse-domain.ts";
export {
  type Click,
  clickPayload,
  openPayload,
  type Person,
  parseClick,
  parseOpen,
  parsePerson,
  personPayload,
} from "./payloads.ts";
export { foldLiteral, quotedPrintable, SOFT_BREAK } from "./quoted-printable.ts";
export { type LinkKind, readToken, signToken } from "./tokens.ts";
export { clickUrl, type LinkSite, openUrl, preferencesUrl, unsubscribeUrl } from "./urls.ts";
export { parseWebUrl } from "./web-url.ts";
