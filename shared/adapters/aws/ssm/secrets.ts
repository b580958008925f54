import { systemClock } from "#shared/adapters/node/clock.ts";
import { Defect } from "#shared/kernel/errors.ts";
import { type KeyRing, parseKeys, type RingKey, ringAt } from "#shared/kernel/key-ring.ts";
import { MINUTE_MS } from "#shared/kernel/time.ts";
import type { Clock } from "#shared/ports/clock.ts";
import type { SecretName, Secrets } from "#shared/ports/secrets.ts";
import type { ResourceNames } from "../names.ts";
import type { CallService } from "../service-call.ts";
import { FRESH_MS } from "./key-age.ts";
import { readParameters } from "./parameters.ts";

type Read = (names: string[]) => Promise<Map<string, string>>;
type Loaded = { [S in SecretName]?: { text: string; keys: RingKey[] } };

/** After a failed read the known keys are used for this long. */
const RETRY_MS = MINUTE_MS;

/**
 * The `Secrets` port on SSM: the parameters that a function declared, re-read every five minutes.
 */
export class SsmSecrets implements Secrets {
  readonly #read: Read;
  readonly #parameters: ResourceNames["secrets"];
  readonly #clock: Clock;
  #loaded: Loaded | undefined;
  #loading: Promise<Loaded> | undefined;
  #staleAt = 0;

  constructor(read: Read, parameters: ResourceNames["secrets"], clock: Clock = systemClock) {
    this.#read = read;
    this.#parameters = parameters;
    this.#clock = clock;
  }

  get = async (name: SecretName): Promise<Uint8Array> => (await this.ring(name)).current.bytes;

  ring = async (name: SecretName): Promise<KeyRing> => {
    const isFresh = this.#loaded && this.#clock.monotonicMs() < this.#staleAt;
    const found = (isFresh ? this.#loaded! : await this.#fresh())[name];
    if (!found) throw new Defect(`this function did not declare the secret ${name}`);
    return ringAt(found.keys, this.#clock.now());
  };

  #fresh(): Promise<Loaded> {
    this.#loading ??= this.#load()
      .then(
        (loaded) => {
          this.#loaded = loaded;
          this.#staleAt = this.#clock.monotonicMs() + FRESH_MS;
          return loaded;
        },
        (error) => {
          // Known keys remain usable; without any the next caller tries again.
          if (!this.#loaded) throw error;
          this.#staleAt = this.#clock.monotonicMs() + RETRY_MS;
          return this.#loaded;
        },
      )
      .finally(() => {
        this.#loading = undefined;
      });
    return this.#loading;
  }

  async #load(): Promise<Loaded> {
    const found = await this.#read(Object.values(this.#parameters));
    const entries = Object.entries(this.#parameters).map(([name, parameter]) => {
      const text = found.get(parameter) ?? "";
      const before = this.#loaded?.[name as SecretName];
      // Unchanged keys stay the same objects, under which derived keys are cached.
      const keys = before?.text === text ? before.keys : parseKeys(text);
      if (keys.length === 0) {
        throw new Defect(
          `the parameter ${parameter} must be keys of 32 bytes in base64, separated by commas`,
        );
      }
      return [name, { text, keys }];
    });
    return Object.fromEntries(entries);
  }
}

/** The secrets that a deployed function declared. */
export const deployedSecrets = (call: CallService, parameters: ResourceNames["secrets"]): Secrets =>
  new SsmSecrets((names) => readParameters(call, names), parameters);
