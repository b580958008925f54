/** Of each secret. */
export const SECRET_BYTES = 32;
/**
 * One for each purpose, so that no function can do what is another's: `signing` keys links, `requests`
 * the requests of steps, `sources` what others post to us, and `lookup` turns addresses into index
 * keys.
 */
export const SECRETS = ["signing", "requests", "sources", "lookup"] as const;
export type SecretName = (typeof SECRETS)[number];

export interface Secrets<S extends SecretName = SecretName> {
  get: (name: S) => Promise<Uint8Array>;
}
