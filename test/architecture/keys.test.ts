import { expect, test } from "vitest";
import { contextOf, KNOWN } from "./layout.ts";
import { SOURCES } from "./sources.ts";

/** A key's part that is given a value: neither its type nor the empty one of a row without it. */
const KEY = /\b[ps]k: (?!string\b|"")/;

test("only `*-store.ts` builds the keys of rows", () => {
  const builders = [...SOURCES].filter(
    ([file, text]) =>
      KEY.test(text) &&
      !file.endsWith("-store.ts") &&
      // These take and hand on whatever key there is.
      !["ports", "adapters"].includes(contextOf(file)),
  );
  expect(builders.map(([file]) => file)).toEqual(KNOWN.keys.toSorted());
});
