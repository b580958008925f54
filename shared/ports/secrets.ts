/** `signing` keys links and webhooks, `lookup` turns addresses into index keys; both 32 bytes. */
export const SECRETS = ["signing", "lookup"] as const;
export type SecretName = (typeof SECRETS)[number];

export interface Secrets<S extends SecretName = SecretName> {
  get: (name: S) => Promise<Uint8Array>;
}
