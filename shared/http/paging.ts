import * as z from "zod/mini";
import { InvalidInput } from "#shared/kernel/errors.ts";
import { TABLE_LIMITS } from "#shared/ports/table-limits.ts";

const MAX_LIMIT = 200;

/** The query of a list that takes filters. */
export const pagingWith = <Filters extends z.core.$ZodShape>(filters: () => Filters) =>
  z.lazy(() =>
    z.strictObject({
      limit: limit(),
      cursor: z.optional(z.string().check(z.maxLength(2000))),
      ...filters(),
    }),
  );

/** The query of every list. */
export const Paging = pagingWith(() => ({}));

/** The query of a single-page list. */
export const OnePage = z.lazy(() => z.strictObject({ limit: limit() }));

const limit = () => z._default(z.coerce.number().check(z.int(), z.gte(1), z.lte(MAX_LIMIT)), 50);

/** The response of every list; `cursor` is null on the last page. */
export const pageOf = <S extends z.ZodMiniType>(item: S) =>
  z.lazy(() => z.object({ items: z.array(item), cursor: z.nullable(z.string()) }));

/** An opaque cursor for a position in a list. */
export const writeCursor = (place: unknown): string | null =>
  place === undefined ? null : Buffer.from(JSON.stringify(place)).toString("base64url");

/**
 * The position of a cursor.
 * @throws InvalidInput when it is not a cursor of this list
 */
export function readCursor<S extends z.ZodMiniType>(
  schema: S,
  cursor: string | undefined,
): z.output<S> | undefined {
  if (cursor === undefined) return undefined;
  const place = parse(cursor);
  const result = schema.safeParse(place);
  if (result.success && isKeyable(place)) return result.data;
  const message = "the cursor is not one of this list: use the `cursor` of the last page";
  throw new InvalidInput(message, [{ path: "/cursor", message }]);
}

/** Whether its texts may be part of a key: well-formed and not too long. */
function isKeyable(place: unknown): boolean {
  if (typeof place === "string") {
    return place.isWellFormed() && Buffer.byteLength(place) <= TABLE_LIMITS.skBytes;
  }
  return typeof place !== "object" || place === null || Object.values(place).every(isKeyable);
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, "base64url").toString());
  } catch {
    return undefined;
  }
}
