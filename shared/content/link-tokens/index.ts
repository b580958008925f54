export { isHostAllowed, parseLinkHost } from "./link-hosts.ts";
export { type LinkKey, linkKey, linkKeys } from "./link-key.ts";
export { checkMessageId } from "./message-id.ts";
export {
  type Click,
  type ContactLink,
  clickPayload,
  openPayload,
  parseClick,
  parseOpen,
  parsePerson,
  personPayload,
} from "./payloads.ts";
export { type LinkKind, readToken, signToken } from "./tokens.ts";
export { clickUrl, type LinkSite, openUrl, preferencesUrl, unsubscribeUrl } from "./urls.ts";
export { parseWebUrl } from "./web-url.ts";
