import { isIP } from "node:net";
import type { SMTPConnectionOptions } from "nodemailer/lib/smtp-connection";
import { InvalidInput } from "#shared/kernel/errors.ts";
import { parseTls } from "./tls.ts";

/**
 * How to sign in by XOAUTH2: a refresh token, and where access tokens are had for it (RFC 6749 §6).
 */
export type OAuth2 = {
  accessUrl: string;
  clientId: string;
  clientSecret: string;
  refreshToken: string;
};

/** `url` is `smtp://user:pass@host:port` or `smtps://…`; what is left out is chosen by the host. */
export type RelaySettings = {
  url: string;
  /** `strict`, `pinned:` and a fingerprint, `off` or `plaintext`: see `parseTls`. */
  tls?: string;
  /** What we call ourselves in EHLO; left out, the machine's name. */
  name?: string;
  /** Instead of a password, for the URL's user. */
  oauth2?: OAuth2;
};

/** Where and how to reach a relay; plain data, for it goes to a thread. */
export type Relay = {
  options: SMTPConnectionOptions;
  auth?: { user: string; pass: string };
  oauth2?: OAuth2 & { user: string };
  /** The SHA-256 fingerprint that the relay's certificate must have: lower-case hex. */
  pin?: string;
};

/**
 * For connecting, the greeting and TLS together: slow relays look a client up before they greet. A
 * call has a shorter limit of its own; this one is for connections that are opened before a mail is
 * claimed.
 */
const CONNECT_MS = 30_000;
/** Such characters in a user or a password end it in a URL, so that another host would be asked. */
const HOW_TO_ESCAPE =
  "in a user or a password write % as %25, / as %2F, # as %23, ? as %3F, @ as %40 and : as %3A (percent-encoding)";

/** @throws InvalidInput for a URL that is no relay's, and for settings that do not go together */
export function parseRelay({ url, tls, name, oauth2 }: RelaySettings): Relay {
  const { hostname, port, protocol, username, password } = parseUrl(url);
  const host = hostname.replace(/^\[|\]$/g, "");
  const secure = protocol === "smtps:";
  const user = decode(username);
  const pass = decode(password);
  const isLoopback =
    host === "localhost" || host === "::1" || (isIP(host) === 4 && host.startsWith("127."));
  if (oauth2 && user === "") throw new InvalidInput("XOAUTH2 signs a user in: smtp://user@host");
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
