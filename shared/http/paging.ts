import * as z from "zod/mini";
import { InvalidInput } from "#shared/kernel/errors.ts";
import { TABLE_LIMITS } from "#shared/ports/table-limits.ts";

const MAX_LIMIT = 200;

/** The query of every list. */
export const Paging = z.lazy(() =>
  z.strictObject({ limit: limit(), cursor: z.optional(z.string().check(z.maxLength(2000))) }),
);

/** The query of a list that has one page alone. */
export const OnePage = z.lazy(() => z.strictObject({ limit: limit() }));

const limit = () => z._default(z.coerce.number().check(z.int(), z.gte(1), z.lte(MAX_LIMIT)), 50);

/** The answer of every list; `cursor` is null at its end. */
export const pageOf = <S extends z.ZodMiniType>(item: S) =>
  z.lazy(() => z.object({ items: z.array(item), cursor: z.nullable(z.string()) }));

/** A place in a list as callers see it: to be given back, not to be read. */
export const writeCursor = (place: unknown): string | null =>
  place === undefined ? null : Buffer.from(JSON.stringify(place)).toString("base64url");

/** The place that a cursor stands for. @throws InvalidInput when it is none of ours */
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

/** Whether its texts may be part of a key: a store has none with half a character, or longer. */
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
