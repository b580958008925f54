import * as z from "zod/mini";
import { dataUpTo, EventData } from "#shared/audience/intake/index.ts";
import { isZone } from "#shared/calendar/index.ts";
import { InvalidInput, NotFound } from "#shared/kernel/errors.ts";
import { NAME, NAME_RULE } from "#shared/kernel/ids.ts";

export { ContactId, EventData, MailAddress as Email } from "#shared/audience/intake/index.ts";

/** The id of a sequence, template or other definition, chosen by the caller. */
export const Name = z.string().check(z.regex(NAME, NAME_RULE));

/**
 * The id in a path for a definition to create.
 * @throws InvalidInput
 */
export function newName(id: string): string {
  if (NAME.test(id)) return id;
  throw new InvalidInput("the path is not valid", [{ path: "/id", message: NAME_RULE }]);
}

/**
 * The id in a path of an existing definition.
 * @throws NotFound when it can not be an id
 */
export function knownName(id: string): string {
  if (NAME.test(id)) return id;
  throw new NotFound(`there is nothing of this name: names are ${NAME_RULE}`);
}

/**
 * The number of a version in a path.
 * @throws NotFound when it can not be one
 */
export function versionNumber(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new NotFound(`there is no version "${text.slice(0, 40)}"`);
}

/** A mail's own data: small, because decisions read its row for days. */
export const Data = dataUpTo(32 * 1024);

/** What a list is searched for: any text; an empty one finds all. */
export const SearchText = z.optional(z.string().check(z.maxLength(254)));

/** An instant in ISO 8601. */
export const Instant = z.iso.datetime({ offset: true });

/** An optional instant, as epoch milliseconds. */
export const instantOf = (text: string | undefined) =>
  text === undefined ? undefined : Date.parse(text);

/** An IANA time zone that this runtime knows. */
export const TimeZone = z
  .string()
  .check(z.maxLength(64), z.refine(isZone, "not a time zone such as Europe/Berlin"));

/** A BCP 47 language tag. */
export const Locale = z
  .string()
  .check(z.maxLength(35), z.refine(isLocale, "not a language tag such as de-CH"));

function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

/** A position in a sharded list, as cursors hold it. */
export const ShardPosition = z.lazy(() =>
  z.strictObject({
    shard: z.int().check(z.gte(0), z.lte(100)),
    after: z.optional(z.string().check(z.maxLength(200))),
  }),
);

/** The data of an enrolling event. */
export const EntryData = z.lazy(() =>
  EventData.check(z.refine((data) => !Object.hasOwn(data, "sequence"), "`sequence` is reserved")),
);
