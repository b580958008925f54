import { type Fault, InvalidInput } from "#shared/kernel/errors.ts";
import { Refused } from "./refused.ts";

/** Deeper than any event, and than a branch of a sequence with the deepest condition; what walks a body may recurse. */
const MAX_DEPTH = 64;

/**
 * The value that a JSON text stands for.
 * @throws Refused 400 when it is no JSON
 * @throws InvalidInput for what JSON can write and we can't keep: too deep, half a character, an infinite number
 */
export function parseJson(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Refused(400, "the body is not JSON");
  }
  const fault = findUnfit(value, "", 1);
  if (fault) throw new InvalidInput("the body is not valid", [fault]);
  return value;
}

/** The place of a value in a body, as RFC 6901 writes it. */
export const pointer = (path: readonly PropertyKey[]) =>
  path.map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");

function findUnfit(value: unknown, path: string, depth: number): Fault | undefined {
  if (typeof value === "string" && !value.isWellFormed()) {
    return { path, message: "holds half a character (a lone surrogate)" };
  }
  if (typeof value === "number" && !Number.isFinite(value)) {
    return { path, message: "a number that large can not be kept" };
  }
  if (typeof value !== "object" || value === null) return undefined;
  if (depth > MAX_DEPTH) return { path, message: `nested more than ${MAX_DEPTH} deep` };
  for (const [key, inner] of Object.entries(value)) {
    const place = path + pointer([key]);
    if (key === "__proto__" || !key.isWellFormed()) {
      return { path: place, message: "this name can not be kept" };
    }
    const fault = findUnfit(inner, place, depth + 1);
    if (fault) return fault;
  }
  return undefined;
}
