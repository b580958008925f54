import type { HttpFailure } from "#shared/ports/http-client.ts";

/** The code of a refusal of ours, among Node's. */
export const PRIVATE = "PRIVATE_ADDRESS";

/** Codes of OpenSSL's verdicts on a certificate, and of handshakes that failed. */
const TLS =
  /^(ERR_TLS|ERR_SSL|EPROTO|CERT_|UNABLE_TO_|DEPTH_ZERO|SELF_SIGNED|INVALID_|HOSTNAME_|ERROR_IN_)/;

/** What went wrong with a request, in a word: the error's own text holds addresses. */
export function failureOf({ code = "", syscall }: NodeJS.ErrnoException): HttpFailure {
  if (code === PRIVATE) return "private";
  if (syscall === "getaddrinfo") return "dns";
  if (code === "ECONNREFUSED") return "refused";
  return TLS.test(code) ? "tls" : "network";
}
