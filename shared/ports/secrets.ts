import type { KeyRing } from "#shared/kernel/key-ring.ts";

/**
 * One for each purpose, so that no function can do what is another's: `signing` keys links, `requests`
 * the requests of steps, `sources` what others post to us, and `lookup` turns addresses into index
 * keys.
 */
export const SECRETS = ["signing", "requests", "sources", "lookup"] as const;
/** Those that may have several keys: what is stored hangs on the one key of `lookup`. */
export const ROTATING = ["signing", "requests", "sources"] as const satisfies SecretName[];
export type SecretName = (typeof SECRETS)[number];

export interface Secrets<S extends SecretName = SecretName> {
  /** The key that signs now. */
  get: (name: S) => Promise<Uint8Array>;
  /** Every key whose signatures are good; the same objects until they change. */
  ring: (name: S) => Promise<KeyRing>;
}
