import type { Account, AccountChoice } from "#shared/adapters/aws/account/account.ts";
import { secretsPrefix } from "#shared/adapters/aws/names.ts";
import { FRESH_MS, ROTATION_DELAY_MS } from "#shared/adapters/aws/ssm/key-age.ts";
import { systemClock } from "#shared/adapters/node/clock.ts";
import { Conflict, NotFound } from "#shared/kernel/errors.ts";
import {
  addKey,
  describeKeys,
  dropKey,
  parseKeys,
  type RingKey,
  SECRET_BYTES,
  writeKeys,
} from "#shared/kernel/key-ring.ts";
import { MINUTE_MS } from "#shared/kernel/time.ts";
import { maxKeys, SECRETS, type SecretName } from "#shared/ports/secrets.ts";
import type { CliIo } from "../io.ts";
import type { Ring, Rings } from "./ring.ts";

/** The secrets of a deployed stack, in SSM. */
export function stackRings(io: CliIo, stack: string, choice: AccountChoice): Rings {
  let opened: Promise<Account> | undefined;
  const open = () => {
    opened ??= io.openAccount(choice).then(async (account) => {
      await account.findStack(stack);
      return account;
    });
    return opened;
  };
  const nameOf = (secret: SecretName) => secretsPrefix(stack) + secret;

  async function read(secret: SecretName): Promise<RingKey[]> {
    const name = nameOf(secret);
    const text = (await (await open()).readSecrets([name])).get(name);
    if (text === undefined) throw new NotFound(`there is no parameter ${name}`);
    const keys = parseKeys(text);
    if (keys.length === 0)
      throw new Conflict(`the parameter ${name} holds no keys: write a backup of it back first`);
    return keys;
  }

  /** SSM has no conditional writes: reads back to detect a concurrent change. */
  async function change(secret: SecretName, next: (keys: RingKey[]) => RingKey[]) {
    const keys = next(await read(secret));
    await (await open()).putSecret(nameOf(secret), writeKeys(keys));
    const stored = await read(secret);
    if (writeKeys(stored) === writeKeys(keys)) return keys;
    throw new Conflict(
      `${nameOf(secret)} was changed at the same time: list its keys and try again`,
    );
  }

  return {
    list: () => Promise.all(SECRETS.map(async (secret) => toRing(secret, await read(secret)))),
    rotate: async (secret) => {
      const from = systemClock.now() + ROTATION_DELAY_MS;
      const bytes = io.random.bytes(SECRET_BYTES);
      return toRing(
        secret,
        await change(secret, (keys) => addKey(keys, bytes, from, maxKeys(secret))),
      );
    },
    revoke: async (secret, id) => {
      await change(secret, (keys) => dropKey(keys, id));
      return `; a function that is awake takes it for up to ${FRESH_MS / MINUTE_MS} minutes more`;
    },
  };
}

const toRing = (secret: SecretName, keys: RingKey[]): Ring => ({
  secret,
  keys: describeKeys(keys, systemClock.now()),
});
