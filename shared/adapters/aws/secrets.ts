import { Defect } from "#shared/kernel/errors.ts";
import { SECRETS, type SecretName, type Secrets } from "#shared/ports/secrets.ts";
import { readParameters } from "./parameters.ts";
import type { CallService } from "./service-call.ts";

const SECRET_BYTES = 32;
type Read = (names: string[]) => Promise<Map<string, string>>;
type Loaded = Record<SecretName, Uint8Array>;

/** The `Secrets` port on SSM: `<prefix>signing` and so on, each 32 bytes in base64, read once a process. */
export class SsmSecrets implements Secrets {
  readonly #read: Read;
  readonly #prefix: string;
  #loaded: Promise<Loaded> | undefined;

  constructor(read: Read, prefix: string) {
    this.#read = read;
    this.#prefix = prefix;
  }

  get = async (name: SecretName): Promise<Uint8Array> => {
    this.#loaded ??= this.#load().catch((error) => {
      // The next caller asks again.
      this.#loaded = undefined;
      throw error;
    });
    return (await this.#loaded)[name];
  };

  async #load(): Promise<Loaded> {
    const found = await this.#read(SECRETS.map((name) => `${this.#prefix}${name}`));
    const entries = SECRETS.map((name) => {
      const secret = Buffer.from(found.get(`${this.#prefix}${name}`) ?? "", "base64");
      if (secret.length !== SECRET_BYTES) {
        throw new Defect(`the parameter ${this.#prefix}${name} is not 32 bytes in base64`);
      }
      return [name, new Uint8Array(secret)];
    });
    return Object.fromEntries(entries);
  }
}

/** Secrets as a deployed function reads them. */
export const deployedSecrets = (call: CallService, prefix: string): Secrets =>
  new SsmSecrets((names) => readParameters(call, names), prefix);
