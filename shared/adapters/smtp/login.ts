import type { AuthenticationType } from "nodemailer/lib/smtp-connection";
import XOAuth2 from "nodemailer/lib/xoauth2";
import type { Relay } from "./relay.ts";

/** All connections to a relay share its access token, which is renewed once for all of them. */
const TOKENS = new WeakMap<Relay, XOAuth2>();

/**
 * What nodemailer needs to sign in, with a password or by XOAUTH2; undefined for a relay that asks
 * for neither.
 */
export function loginOf(relay: Relay): AuthenticationType | undefined {
  const { auth, oauth2 } = relay;
  if (!oauth2) return auth;
  const tokens = TOKENS.get(relay) ?? new XOAuth2(oauth2);
  TOKENS.set(relay, tokens);
  const { user } = oauth2;
  return { type: "oauth2", user, oauth2: tokens } as AuthenticationType;
}
