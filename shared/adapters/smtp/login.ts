import type { AuthenticationType } from "nodemailer/lib/smtp-connection";
import XOAuth2 from "nodemailer/lib/xoauth2";
import type { Relay } from "./relay.ts";

/** Connections to a relay share its access token, which is renewed once for all. */
const TOKENS = new WeakMap<Relay, XOAuth2>();

/** nodemailer's authentication, by password or XOAUTH2; undefined if the relay needs none. */
export function loginOf(relay: Relay): AuthenticationType | undefined {
  const { auth, oauth2 } = relay;
  if (!oauth2) return auth;
  const tokens = TOKENS.get(relay) ?? new XOAuth2(oauth2);
  TOKENS.set(relay, tokens);
  const { user } = oauth2;
  return { type: "oauth2", user, oauth2: tokens } as AuthenticationType;
}
