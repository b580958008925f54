import { Defect } from "#shared/kernel/errors.ts";
import type { Clock } from "#shared/ports/clock.ts";
import { SECRETS, type SecretName, type Secrets } from "#shared/ports/secrets.ts";
import { defaultProvider } from "./credentials.ts";
import { type Caller, readParameters } from "./parameters.ts";

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

/** Secrets as a deployed function reads them, with what its environment gives it. */
export const deployedSecrets = (
  env: Record<string, string | undefined>,
  prefix: string,
  clock: Clock,
): Secrets =>
  new SsmSecrets(async (names) => {
    const credentials = await defaultProvider()();
    const caller: Caller = { region: env.AWS_REGION!, credentials, clock };
    return readParameters(caller, names);
  }, prefix);
