/** Of each secret. */
export const SECRET_BYTES = 32;
/** `signing` keys links and webhooks, `lookup` turns addresses into index keys. */
export const SECRETS = ["signing", "lookup"] as const;
export type SecretName = (typeof SECRETS)[number];

export interface Secrets<S extends SecretName = SecretName> {
  get: (name: S) => Promise<Uint8Array>;
}
