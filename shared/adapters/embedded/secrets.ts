import { randomBytes } from "node:crypto";
import { SECRETS, type SecretName, type Secrets } from "#shared/ports/secrets.ts";
import type { Meta } from "./meta.ts";

/** Secrets that are drawn once and live in the data folder. */
export class FolderSecrets implements Secrets {
  readonly #values = new Map<SecretName, Uint8Array>();

  static async open(meta: Meta): Promise<FolderSecrets> {
    const secrets = new FolderSecrets();
    for (const name of SECRETS) {
      const kept = meta.get(`secret-${name}`) ?? new Uint8Array(randomBytes(32));
      await meta.put(`secret-${name}`, kept);
      secrets.#values.set(name, kept);
    }
    return secrets;
  }

  get = async (name: SecretName): Promise<Uint8Array> => this.#values.get(name)!;
}
