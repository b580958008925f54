import { Conflict, NotFound } from "#shared/kernel/errors.ts";
import type { KeyRing, RingKey } from "#shared/kernel/key-ring.ts";
import { deriveSecret } from "#shared/platform/settings/index.ts";

/**
 * A source's secret as stored: the secret itself is derived from `salt` and the key `key` of
 * `sources`, so neither a copy of the table nor the key alone reveals it.
 */
type SourceSecret = { id: string; salt: string; key: string; createdAt: number };

/**
 * A system that may post events to `/hooks/{id}`. Instants are epoch milliseconds; the newest
 * secret is last.
 */
export type Source = { id: string; createdAt: number; secrets: SourceSecret[] };

/** One current and one being replaced. */
const MAX_SECRETS = 2;

export const newSourceSecret = ({ id: key }: RingKey, salt: Uint8Array, now: number) => {
  const text = Buffer.from(salt).toString("base64url");
  return { id: `s_${text.slice(0, 12)}`, salt: text.slice(12), key, createdAt: now };
};

/** The secret that the source signs with; undefined when its key was revoked. */
export function secretOf(
  source: string,
  { salt, key }: SourceSecret,
  { keys }: KeyRing,
): string | undefined {
  const found = keys.find(({ id }) => id === key);
  return found && deriveSecret(found.bytes, `source:${source}:${salt}`);
}

/**
 * Adds a secret and drops those whose key was revoked.
 * @throws Conflict when it has two valid ones
 */
export function withSecret(source: Source, secret: SourceSecret, { keys }: KeyRing): Source {
  const valid = source.secrets.filter((one) => keys.some(({ id }) => id === one.key));
  if (valid.length < MAX_SECRETS) return { ...source, secrets: [...valid, secret] };
  const revoke = `npx dripstack sources revoke ${source.id}`;
  throw new Conflict(
    `a source has at most ${MAX_SECRETS} secrets: end the one that is not used (\`${revoke} ${valid[0]!.id}\` the older)`,
  );
}

/**
 * @throws NotFound
 * @throws Conflict when it is the only one
 */
export function withoutSecret(source: Source, id: string): Source {
  const secrets = source.secrets.filter((one) => one.id !== id);
  if (secrets.length === source.secrets.length)
    throw new NotFound("the source has no such secret: GET /v1/sources/{id} lists them");
  if (secrets.length === 0) {
    throw new Conflict("this is its only secret: rotate it first, or delete the source");
  }
  return { ...source, secrets };
}
