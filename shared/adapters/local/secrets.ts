import { randomBytes } from "node:crypto";
import type { Meta } from "#shared/adapters/sqlite/meta.ts";
import { Defect } from "#shared/kernel/errors.ts";
import {
  type KeyRing,
  parseKeys,
  type RingKey,
  ringAt,
  SECRET_BYTES,
  toRingKey,
  writeKeys,
} from "#shared/kernel/key-ring.ts";
import type { Clock } from "#shared/ports/clock.ts";
import { SECRETS, type SecretName, type Secrets } from "#shared/ports/secrets.ts";

type Keys = readonly RingKey[];

/** Secrets that are generated once and stored in the data folder. */
export class FolderSecrets implements Secrets {
  readonly #meta: Meta;
  readonly #clock: Pick<Clock, "now">;
  readonly #keys = new Map<SecretName, Keys>();
  #last: Promise<unknown> = Promise.resolve();

  constructor(meta: Meta, clock: Pick<Clock, "now">) {
    this.#meta = meta;
    this.#clock = clock;
  }

  static async open(meta: Meta, clock: Pick<Clock, "now">): Promise<FolderSecrets> {
    const secrets = new FolderSecrets(meta, clock);
    for (const name of SECRETS) {
      const kept = meta.get(named(name));
      const keys = kept ? parseKeys(Buffer.from(kept).toString()) : [drawn()];
      if (keys.length === 0) throw new Defect(`the data folder's secret ${name} can't be read`);
      await secrets.#put(name, keys);
    }
    return secrets;
  }

  get = async (name: SecretName): Promise<Uint8Array> => (await this.ring(name)).current.bytes;

  ring = async (name: SecretName): Promise<KeyRing> =>
    ringAt(this.#keys.get(name)!, this.#clock.now());

  /**
   * Replaces the keys by the result of `change`, one change at a time; a throwing `change` changes
   * nothing.
   */
  change(name: SecretName, change: (keys: Keys) => Keys): Promise<void> {
    const done = this.#last.then(() => this.#put(name, change(this.#keys.get(name)!)));
    this.#last = done.catch(() => {});
    return done;
  }

  async #put(name: SecretName, keys: Keys): Promise<void> {
    await this.#meta.put(named(name), Buffer.from(writeKeys(keys)));
    this.#keys.set(name, keys);
  }
}

const named = (name: SecretName) => `secret-${name}`;
const drawn = () => toRingKey(new Uint8Array(randomBytes(SECRET_BYTES)));
