import type { KeyRing } from "#shared/kernel/key-ring.ts";

/**
 * One for each purpose, so that no function can do what is another's: `signing` keys links,
 * `requests` the requests of steps, `sources` what others post to us, and `lookup` turns addresses
 * into index keys.
 */
export const SECRETS = ["signing", "requests", "sources", "lookup"] as const;
/** Those whose keys can be revoked: what is stored of addresses hangs on every key of `lookup`. */
export const REVOCABLE = ["signing", "requests", "sources"] as const satisfies SecretName[];
/**
 * So many keys a secret has at most. Each of `lookup` costs a read wherever an address is looked
 * up.
 */
export const maxKeys = (secret: SecretName): number => (secret === "lookup" ? 5 : 40);
export type SecretName = (typeof SECRETS)[number];

export interface Secrets<S extends SecretName = SecretName> {
  /** The key that signs now. */
  get: (name: S) => Promise<Uint8Array>;
  /** Every key whose signatures are good; the same objects until they change. */
  ring: (name: S) => Promise<KeyRing>;
}
