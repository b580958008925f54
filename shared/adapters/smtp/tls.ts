import type { SMTPConnectionOptions } from "nodemailer/lib/smtp-connection";
import { InvalidInput } from "#shared/kernel/errors.ts";

type Tls = Pick<SMTPConnectionOptions, "requireTLS" | "ignoreTLS" | "tls"> & { pin?: string };
type Host = { secure: boolean; isLoopback: boolean; signsIn: boolean };

const FINGERPRINT = /^pinned:((?:[0-9a-f]{2}:?){31}[0-9a-f]{2})$/i;

/**
 * How a connection to a relay is protected: `strict` (anywhere but on loopback, where nothing is
 * said): TLS, with a certificate that is valid for the host; `pinned:SHA256`: TLS, with the
 * certificate of this fingerprint, self-signed or not; `off` (on loopback only, and there where
 * nothing is said): TLS if the relay offers it, with any certificate; `plaintext`: no TLS at all,
 * and then no password, unless on loopback.
 * @throws InvalidInput for another word, and for one that does not fit the host
 */
export function parseTls(setting: string | undefined, host: Host): Tls {
  const { secure, isLoopback, signsIn } = host;
  const word = setting ?? (isLoopback ? "off" : "strict");
  const pin = FINGERPRINT.exec(word)?.[1]?.replaceAll(":", "").toLowerCase();
  if (pin) return { requireTLS: !secure, tls: { rejectUnauthorized: false }, pin };
  switch (word) {
    case "strict":
      return { requireTLS: !secure };
    case "off":
      if (!isLoopback) throw new InvalidInput("TLS can be `off` only for a relay on loopback");
      return { tls: { rejectUnauthorized: false } };
    case "plaintext":
      if (secure) throw new InvalidInput("`plaintext` does not go with smtps://");
      if (signsIn && !isLoopback) {
        throw new InvalidInput("with `plaintext` a password would cross the network in the clear");
      }
      return { ignoreTLS: true };
    default:
      throw new InvalidInput(
        "TLS of a relay is strict, pinned: and the certificate's SHA-256 fingerprint, off, or plaintext",
      );
  }
}
