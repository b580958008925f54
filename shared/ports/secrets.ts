import type { KeyRing } from "#shared/kernel/key-ring.ts";

/**
 * One per purpose, so that functions get only theirs: `signing` keys links, `requests` webhook
 * steps, `sources` inbound events, and `lookup` turns addresses into index keys.
 */
export const SECRETS = ["signing", "requests", "sources", "lookup"] as const;
/** Secrets whose keys can be revoked: address rows depend on every key of `lookup`. */
export const REVOCABLE = ["signing", "requests", "sources"] as const satisfies SecretName[];
/** The maximum number of keys. Each of `lookup` costs a read per address lookup. */
export const maxKeys = (secret: SecretName): number => (secret === "lookup" ? 5 : 40);
export type SecretName = (typeof SECRETS)[number];

export interface Secrets<S extends SecretName = SecretName> {
  /** The key that signs now. */
  get: (name: S) => Promise<Uint8Array>;
  /** All keys whose signatures are valid; the same objects until they change. */
  ring: (name: S) => Promise<KeyRing>;
}
