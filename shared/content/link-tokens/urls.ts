import type { LinkKey } from "./link-key.ts";
import { type ContactLink, clickPayload, contactPayload, openPayload } from "./payloads.ts";
import { type LinkKind, signToken } from "./tokens.ts";

/** The base URL of links (origin and path) and the key that signs them. */
export type LinkSite = { publicUrl: string; key: LinkKey };

const linkTo = ({ publicUrl, key }: LinkSite, kind: LinkKind, payload: string) =>
  `${publicUrl.endsWith("/") ? publicUrl.slice(0, -1) : publicUrl}/${kind}/${signToken(key, kind, payload)}`;

/** Tracked link `index` of a message. */
export const clickUrl = (site: LinkSite, messageId: string, index: number): string =>
  linkTo(site, "c", clickPayload(messageId, index));

/** The pixel that reports an open; its token ends before `.gif`. */
export const openUrl = (site: LinkSite, messageId: string): string =>
  `${linkTo(site, "o", openPayload(messageId))}.gif`;

/**
 * The URL of List-Unsubscribe and of the visible link: names a contact and a topic, never a
 * message.
 */
export const unsubscribeUrl = (site: LinkSite, link: ContactLink): string =>
  linkTo(site, "u", contactPayload(link));

/** The page on which a contact chooses topics. */
export const preferencesUrl = (site: LinkSite, link: ContactLink): string =>
  linkTo(site, "p", contactPayload(link));
