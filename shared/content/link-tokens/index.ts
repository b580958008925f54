export { isHostAllowed, parseLinkHost } from "./link-hosts.ts";
export { type LinkKey, linkKey, linkKeys } from "./link-key.ts";
export { checkMessageId } from "./message-id.ts";
export {
  type Click,
  type ContactLink,
  parseClick,
  parseContactLink,
  parseOpen,
} from "./payloads.ts";
export { type LinkKind, readToken } from "./tokens.ts";
export { clickUrl, type LinkSite, openUrl, preferencesUrl, unsubscribeUrl } from "./urls.ts";
export { parseWebUrl } from "./web-url.ts";
