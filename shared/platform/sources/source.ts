import { Conflict, NotFound } from "#shared/kernel/errors.ts";
import type { KeyRing, RingKey } from "#shared/kernel/key-ring.ts";
import { deriveSecret } from "#shared/platform/settings/index.ts";

/**
 * A secret of a source as it is kept, which is not the secret: that follows from `salt` and the key
 * `key` of `sources`. So neither a copy of the table nor the key alone tells it.
 */
export type SourceSecret = { id: string; salt: string; key: string; createdAt: number };

/**
 * A system that may post events to `/hooks/{id}`. Instants are epoch milliseconds; the youngest
 * secret is last.
 */
export type Source = { id: string; createdAt: number; secrets: SourceSecret[] };

/** While one replaces the other. */
const MAX_SECRETS = 2;

export const newSourceSecret = ({ id: key }: RingKey, salt: Uint8Array, now: number) => {
  const text = Buffer.from(salt).toString("base64url");
  return { id: `s_${text.slice(0, 12)}`, salt: text.slice(12), key, createdAt: now };
};

/** The secret as the source signs with it; undefined when its key was revoked. */
export function secretOf(
  source: string,
  { salt, key }: SourceSecret,
  { keys }: KeyRing,
): string | undefined {
  const found = keys.find(({ id }) => id === key);
  return found && deriveSecret(found.bytes, `source:${source}:${salt}`);
}

/**
 * The source with one more secret, without those whose key was revoked. @throws Conflict when it
 * has two that are taken
 */
export function withSecret(source: Source, secret: SourceSecret, { keys }: KeyRing): Source {
  const taken = source.secrets.filter((one) => keys.some(({ id }) => id === one.key));
  if (taken.length < MAX_SECRETS) return { ...source, secrets: [...taken, secret] };
  const revoke = `npx dripstack sources revoke ${source.id}`;
  throw new Conflict(
    `a source has at most ${MAX_SECRETS} secrets: end the one that is not used (\`${revoke} ${taken[0]!.id}\` the older)`,
  );
}

/** @throws NotFound; Conflict when it is the only one */
export function withoutSecret(source: Source, id: string): Source {
  const secrets = source.secrets.filter((one) => one.id !== id);
  if (secrets.length === source.secrets.length)
    throw new NotFound("the source has no such secret: GET /v1/sources/{id} lists them");
  if (secrets.length === 0) {
    throw new Conflict("this is its only secret: rotate it first, or delete the source");
  }
  return { ...source, secrets };
}
