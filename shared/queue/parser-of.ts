import type * as z from "zod/mini";
import { InvalidInput } from "#shared/kernel/errors.ts";

/** Parses a message as received from `queue`. @throws InvalidInput for any other body */
export const parserOf =
  <T>(queue: string, schema: z.ZodMiniType<T>) =>
  (body: unknown): T => {
    const { success, data } = schema.safeParse(body);
    if (!success) throw new InvalidInput(`not a message of the ${queue} queue`);
    return data;
  };
