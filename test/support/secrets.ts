import { createHash } from "node:crypto";
import { type RingKey, ringAt, toRingKey } from "#shared/kernel/key-ring.ts";
import type { Clock } from "#shared/ports/clock.ts";
import type { SecretName, Secrets } from "#shared/ports/secrets.ts";

/** The same keys in every run; more are added, and keys are taken away, by a test. */
export class TestSecrets implements Secrets {
  readonly #keys = new Map<SecretName, RingKey[]>();
  readonly #clock: Pick<Clock, "now">;

  constructor(clock: Pick<Clock, "now">) {
    this.#clock = clock;
  }

  keysOf(name: SecretName): RingKey[] {
    const keys = this.#keys.get(name) ?? [keyOf(name)];
    this.#keys.set(name, keys);
    return keys;
  }

  ring = async (name: SecretName) => ringAt(this.keysOf(name), this.#clock.now());
  get = async (name: SecretName) => (await this.ring(name)).current.bytes;

  /** Adds a key that signs from now on, or from `from`. */
  rotate(name: SecretName, from = this.#clock.now()): RingKey {
    const keys = this.keysOf(name);
    const added = keyOf(`${name} ${keys.length}`, from);
    this.#keys.set(name, [...keys, added]);
    return added;
  }

  revoke(name: SecretName, id: string): void {
    this.#keys.set(
      name,
      this.keysOf(name).filter((key) => key.id !== id),
    );
  }
}

const keyOf = (seed: string, from = 0) =>
  toRingKey(new Uint8Array(createHash("sha256").update(seed).digest()), from);
