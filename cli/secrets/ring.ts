import type { DescribedKey } from "#shared/kernel/key-ring.ts";
import type { SecretName } from "#shared/ports/secrets.ts";

/** The keys of a secret, oldest first. */
export type Ring = { secret: string; keys: DescribedKey[] };

/** The secrets of an installation, in SSM or a data folder. */
export type Rings = {
  list: () => Promise<Ring[]>;
  rotate: (secret: SecretName) => Promise<Ring>;
  /** Returns a remark on when the revocation takes effect. */
  revoke: (secret: SecretName, id: string) => Promise<string>;
};
