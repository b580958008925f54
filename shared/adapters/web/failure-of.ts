import type { HttpFailure } from "#shared/ports/http-client.ts";

/** Our own error code for a refused address, among Node's. */
export const PRIVATE = "PRIVATE_ADDRESS";

/** OpenSSL's codes for bad certificates and failed handshakes. */
const TLS =
  /^(ERR_TLS|ERR_SSL|EPROTO|CERT_|UNABLE_TO_|DEPTH_ZERO|SELF_SIGNED|INVALID_|HOSTNAME_|ERROR_IN_)/;

/** The kind of a request's failure; the error's own text contains addresses. */
export function failureOf({ code = "", syscall }: NodeJS.ErrnoException): HttpFailure {
  if (code === PRIVATE) return "private";
  if (syscall === "getaddrinfo") return "dns";
  if (code === "ECONNREFUSED") return "refused";
  return TLS.test(code) ? "tls" : "network";
}
