import type { LinkKey } from "./link-key.ts";
import { type ContactLink, clickPayload, openPayload, personPayload } from "./payloads.ts";
import { type LinkKind, signToken } from "./tokens.ts";

/** Where links lead (an origin, with a path if need be) and what signs them. */
export type LinkSite = { publicUrl: string; key: LinkKey };

const linkTo = ({ publicUrl, key }: LinkSite, kind: LinkKind, payload: string) =>
  `${publicUrl.endsWith("/") ? publicUrl.slice(0, -1) : publicUrl}/${kind}/${signToken(key, kind, payload)}`;

/** The tracked link number `index` of a message. */
export const clickUrl = (site: LinkSite, messageId: string, index: number): string =>
  linkTo(site, "c", clickPayload(messageId, index));

/** The pixel that reports an open; its token ends before `.gif`. */
export const openUrl = (site: LinkSite, messageId: string): string =>
  `${linkTo(site, "o", openPayload(messageId))}.gif`;

/** What List-Unsubscribe and the visible unsubscribe link name: a person and a topic, never a message. */
export const unsubscribeUrl = (site: LinkSite, person: ContactLink): string =>
  linkTo(site, "u", personPayload(person));

/** The page on which a person chooses topics. */
export const preferencesUrl = (site: LinkSite, person: ContactLink): string =>
  linkTo(site, "p", personPayload(person));
