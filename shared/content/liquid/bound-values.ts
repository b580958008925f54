import { AssertionError } from "liquidjs";
import { MAX_ALLOCATIONS } from "./limits.ts";

/** The longest number in JSON. */
const NUMBER_LENGTH = 24;

const fail = (): never => {
  throw new AssertionError("memory alloc limit exceeded");
};

/**
 * Returns `value` if it is within {@link MAX_ALLOCATIONS}: a text by its characters, a list by its
 * characters and entries, nested lists counted at each occurrence, since a list may contain another
 * many times for free.
 * @throws AssertionError for a larger one
 */
export function boundValue<T>(value: T): T {
  if (typeof value === "string") {
    if (value.length > MAX_ALLOCATIONS) fail();
  } else if (Array.isArray(value)) measureList(value, 0);
  return value;
}

/** Adds the length of each entry of `list`. */
function measureList(list: unknown[], before: number): number {
  let length = before;
  for (const item of list) {
    if (Array.isArray(item)) length = measureList(item, length + 1);
    // As liquidjs charges lists of numbers: by entry.
    else length += typeof item === "string" ? Math.max(item.length, 1) : 1;
    if (length > MAX_ALLOCATIONS) fail();
  }
  return length;
}

/**
 * Charges names and indentation, which liquidjs does not.
 * @param indent characters per level
 * @throws AssertionError when `value` is over {@link MAX_ALLOCATIONS} characters as JSON
 */
export function boundJson(value: unknown, indent: number): void {
  measureJson(value, indent, 0, 0);
}

function measureJson(value: unknown, indent: number, depth: number, before: number): number {
  let length = before;
  if (typeof value === "string") length += value.length + 2;
  else if (typeof value !== "object" || value === null) length += NUMBER_LENGTH;
  else {
    for (const [name, item] of Object.entries(value)) {
      if (!Array.isArray(value)) length += name.length + 3;
      length = measureJson(item, indent, depth + 1, length + 2 + indent * (depth + 1));
    }
    length += 2 + indent * depth;
  }
  if (length > MAX_ALLOCATIONS) fail();
  return length;
}
