import { isIP } from "node:net";
import type { SMTPConnectionOptions } from "nodemailer/lib/smtp-connection";
import { InvalidInput } from "#shared/kernel/errors.ts";

/** Where and how to reach a relay; plain data, for it goes to a thread. */
export type Relay = {
  options: SMTPConnectionOptions;
  auth?: { user: string; pass: string };
};

/** For connecting, up to the greeting: as long as a whole call may take. */
const CONNECT_MS = 10_000;

/** `url` is `smtp://user:pass@host:port` or `smtps://…`. @throws InvalidInput for another one */
export function parseRelay(url: string): Relay {
  const { protocol, hostname, port, username, password } = URL.canParse(url)
    ? new URL(url)
    : { protocol: "", hostname: "", port: "", username: "", password: "" };
  if (!/^smtps?:$/.test(protocol) || hostname === "") {
    throw new InvalidInput("an SMTP relay is smtp://user:pass@host:port or smtps://…");
  }
  const host = hostname.replace(/^\[|\]$/g, "");
  const secure = protocol === "smtps:";
  const auth = username
    ? { user: decodeURIComponent(username), pass: decodeURIComponent(password) }
    : undefined;
  const isLocal =
    host === "localhost" || host === "::1" || (isIP(host) === 4 && /^127\./.test(host));
  return {
    auth,
    options: {
      host,
      port: Number(port || (secure ? 465 : 587)),
      secure,
      // A password never crosses a network in the clear.
      requireTLS: auth !== undefined && !isLocal,
      connectionTimeout: CONNECT_MS,
      greetingTimeout: CONNECT_MS,
    },
  };
}
