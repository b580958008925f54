import type { DescribedKey } from "#shared/kernel/key-ring.ts";
import type { SecretName } from "#shared/ports/secrets.ts";

/** The keys of a secret, oldest first. */
export type Ring = { secret: string; keys: DescribedKey[] };

/** Where an installation's secrets are kept, and what may be done with them there. */
export type Rings = {
  list: () => Promise<Ring[]>;
  rotate: (secret: SecretName) => Promise<Ring>;
  /** What is to be said of when that holds. */
  revoke: (secret: SecretName, id: string) => Promise<string>;
};
