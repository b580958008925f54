import type { Fault } from "../../api/problem.ts";
import type { components } from "../../api/schema.d.ts";
import { emptyPlaces, fieldAt } from "../../canvas/empty-places.ts";
import type { texts as english } from "../../text/en/canvas.ts";
import type { Like } from "../../text/like.ts";
import { textOf } from "../../text/text-of.ts";

type Finding = components["schemas"]["Finding"];

/** Whether all that the API finds wrong is what still stands empty. */
export const isOnlyEmpty = (faults: readonly Fault[], definition: unknown): boolean => {
  const empty = new Set(emptyPlaces(definition));
  return faults.length > 0 && faults.every(({ path }) => empty.has(path));
};

/**
 * The faults of a definition that is none yet, as errors like others; what is only empty says what
 * is to be chosen.
 */
export function faultFindings(
  faults: readonly Fault[],
  definition: unknown,
  texts: Like<typeof english>,
): Finding[] {
  const empty = new Set(emptyPlaces(definition));
  const found = faults.map(({ path, message }) =>
    empty.has(path)
      ? {
          path,
          message: textOf(texts.empty, fieldAt(path) || "name") ?? texts.empty.any,
          code: "empty",
        }
      : { path, message, code: "invalid" },
  );
  // An empty text fails several rules, which would all say the same.
  const keys = new Map(found.map((one) => [`${one.path} ${one.message}`, one]));
  return [...keys.values()].map((one) => ({ ...one, level: "error" as const, remedy: "" }));
}
