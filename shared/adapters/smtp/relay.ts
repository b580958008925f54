import { isIP } from "node:net";
import type { SMTPConnectionOptions } from "nodemailer/lib/smtp-connection";
import { InvalidInput } from "#shared/kernel/errors.ts";
import { parseTls } from "./tls.ts";

/** Sign-in by XOAUTH2: a refresh token and where to get access tokens (RFC 6749 §6). */
export type OAuth2 = {
  accessUrl: string;
  clientId: string;
  clientSecret: string;
  refreshToken: string;
};

/** `url`: `smtp://user:pass@host:port` or `smtps://…`; defaults depend on the host. */
export type RelaySettings = {
  url: string;
  /** `strict`, `pinned:` and a fingerprint, `off` or `plaintext`: see `parseTls`. */
  tls?: string;
  /** Our name in EHLO; default: the machine's name. */
  name?: string;
  /** Replaces the password of the URL's user. */
  oauth2?: OAuth2;
};

/** How to reach a relay; plain data, because it is passed to a thread. */
export type Relay = {
  options: SMTPConnectionOptions;
  auth?: { user: string; pass: string };
  oauth2?: OAuth2 & { user: string };
  /** The required SHA-256 fingerprint of the relay's certificate, in lower-case hex. */
  pin?: string;
};

/**
 * Covers connecting, greeting and TLS: slow relays look a client up before they greet. Calls have a
 * shorter limit; this one is for connections opened before a claim.
 */
const CONNECT_MS = 30_000;
/** Unescaped, these characters would end the user or password, and another host would be called. */
const HOW_TO_ESCAPE =
  "in a user or a password write % as %25, / as %2F, # as %23, ? as %3F, @ as %40 and : as %3A (percent-encoding)";

/** @throws InvalidInput for an invalid relay URL, or for contradictory settings */
export function parseRelay({ url, tls, name, oauth2 }: RelaySettings): Relay {
  const { hostname, port, protocol, username, password } = parseUrl(url);
  const host = hostname.replace(/^\[|\]$/g, "");
  const secure = protocol === "smtps:";
  const user = decode(username);
  const pass = decode(password);
  const isLoopback =
    host === "localhost" || host === "::1" || (isIP(host) === 4 && host.startsWith("127."));
  if (oauth2 && user === "")
    throw new InvalidInput("XOAUTH2 needs a user in the URL: smtp://user@host");
  const { pin, ...options } = parseTls(tls, { secure, isLoopback, signsIn: user !== "" });
  return {
    ...(user !== "" && (oauth2 ? { oauth2: { ...oauth2, user } } : { auth: { user, pass } })),
    ...(pin && { pin }),
    options: {
      ...options,
      host,
      port: Number(port || (secure ? 465 : 587)),
      secure,
      ...(name && { name }),
      connectionTimeout: CONNECT_MS,
      greetingTimeout: CONNECT_MS,
    },
  };
}

function parseUrl(text: string): URL {
  const relay = "an SMTP relay is smtp://user:password@host:port or smtps://…";
  if (!/^smtps?:/i.test(text)) throw new InvalidInput(relay);
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || url.hostname === "") throw new InvalidInput(`${relay}; ${HOW_TO_ESCAPE}`);
  if (!/^\/?$/.test(url.pathname) || url.search !== "" || url.hash !== "") {
    throw new InvalidInput(`${relay}, and nothing after the port; ${HOW_TO_ESCAPE}`);
  }
  return url;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new InvalidInput(`the user or password of the SMTP relay: ${HOW_TO_ESCAPE}`);
  }
}
