import * as z from "zod/mini";
import { InvalidInput } from "#shared/kernel/errors.ts";
import { digest } from "#shared/kernel/ids.ts";
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

/** A list by its path and filters; its cursors are good in it alone, in pages of any size. */
export function listOf(path: string, params: object, query: Record<string, string>): string {
  const { cursor: _, limit: _size, ...filters } = query;
  return JSON.stringify([path, params, Object.entries(filters).toSorted()]);
}

/** The cursor of an answer, tied to its list. */
export const sealCursor = (list: string, cursor: string): string => `${cursor}.${sealOf(list)}`;

/**
 * The cursor as its list wrote it.
 * @throws InvalidInput when another list has sealed it, or the same with other filters
 */
export function openCursor(list: string, sealed: string): string {
  const at = sealed.lastIndexOf(".");
  if (at >= 0 && sealed.slice(at + 1) === sealOf(list)) return sealed.slice(0, at);
  throw foreign();
}

const sealOf = (list: string) => digest(list).slice(0, 8);

const foreign = () => {
  const message =
    "the cursor is not one of this list: use the `cursor` of the last page, with the same filters";
  return new InvalidInput(message, [{ path: "/cursor", message }]);
};

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
  throw foreign();
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
