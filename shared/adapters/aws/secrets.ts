import { Defect } from "#shared/kernel/errors.ts";
import { SECRET_BYTES, type SecretName, type Secrets } from "#shared/ports/secrets.ts";
import type { ResourceNames } from "./names.ts";
import { readParameters } from "./parameters.ts";
import type { CallService } from "./service-call.ts";

type Read = (names: string[]) => Promise<Map<string, string>>;
type Loaded = Partial<Record<SecretName, Uint8Array>>;

/** The `Secrets` port on SSM: the parameters that a function declared, each 32 bytes in base64, read once a process. */
export class SsmSecrets implements Secrets {
  readonly #read: Read;
  readonly #parameters: ResourceNames["secrets"];
  #loaded: Promise<Loaded> | undefined;

  constructor(read: Read, parameters: ResourceNames["secrets"]) {
    this.#read = read;
    this.#parameters = parameters;
  }

  get = async (name: SecretName): Promise<Uint8Array> => {
    this.#loaded ??= this.#load().catch((error) => {
      // The next caller asks again.
      this.#loaded = undefined;
      throw error;
    });
    const secret = (await this.#loaded)[name];
    if (!secret) throw new Defect(`this function did not declare the secret ${name}`);
    return secret;
  };

  async #load(): Promise<Loaded> {
    const found = await this.#read(Object.values(this.#parameters));
    const entries = Object.entries(this.#parameters).map(([name, parameter]) => {
      const secret = Buffer.from(found.get(parameter) ?? "", "base64");
      if (secret.length !== SECRET_BYTES) {
        throw new Defect(`the parameter ${parameter} is not 32 bytes in base64`);
      }
      return [name, new Uint8Array(secret)];
    });
    return Object.fromEntries(entries);
  }
}

/** Secrets as a deployed function reads them: those that it declared. */
export const deployedSecrets = (call: CallService, parameters: ResourceNames["secrets"]): Secrets =>
  new SsmSecrets((names) => readParameters(call, names), parameters);
