import * as z from "zod/mini";
import { byType } from "#shared/audience/conditions/index.ts";
import { ATTRIBUTE_LIMITS, fitsList } from "./attribute-limits.ts";

const { text, entries, listBytes, names } = ATTRIBUTE_LIMITS;

/** Attributes from callers; null removes one. */
export const AttributesInput = z.lazy(() => {
  const one = z.string().check(z.maxLength(text));
  const list = z
    .array(one)
    .check(
      z.maxLength(entries),
      z.refine(fitsList, `a list may be at most ${listBytes / 1024} KB in all`),
    );
  return z
    .record(
      z.string().check(z.minLength(1), z.maxLength(100)),
      byType(
        { string: one, number: z.number(), boolean: z.boolean(), null: z.null(), array: list },
        "must be a text, a number, true, false, null or a list of texts",
      ),
    )
    .check(
      z.refine(
        (attributes) => Object.keys(attributes).length <= names,
        `at most ${names} attributes`,
      ),
    );
});
