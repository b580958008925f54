import { AssertionError } from "liquidjs";
import { MAX_ALLOCATIONS } from "./limits.ts";

/** What a number takes at most as JSON. */
const NUMBER_LENGTH = 24;

const fail = (): never => {
  throw new AssertionError("memory alloc limit exceeded");
};

/**
 * Passes on a text of at most {@link MAX_ALLOCATIONS} characters, and a list of as many characters
 * and entries, those of lists within it each time they stand there: a list may hold another one
 * many times for nothing, and printing, comparing or adding it up would then take more memory than
 * there is.
 * @throws AssertionError for one that is larger
 */
export function boundValue<T>(value: T): T {
  if (typeof value === "string") {
    if (value.length > MAX_ALLOCATIONS) fail();
  } else if (Array.isArray(value)) measureList(value, 0);
  return value;
}

/** The length so far, with each entry of `list`. */
function measureList(list: unknown[], before: number): number {
  let length = before;
  for (const item of list) {
    if (Array.isArray(item)) length = measureList(item, length + 1);
    // As liquidjs charges a list of numbers: by the entry.
    else length += typeof item === "string" ? Math.max(item.length, 1) : 1;
    if (length > MAX_ALLOCATIONS) fail();
  }
  return length;
}

/**
 * @param indent characters that each level is indented by
 * @throws AssertionError when `value` is over {@link MAX_ALLOCATIONS} characters as JSON: liquidjs
 * charges no names and no indents
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
