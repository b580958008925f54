import { isDeepStrictEqual } from "node:util";
import type { Reply } from "./calls.ts";

const [SHOWN_TEXT, SHOWN] = [200, 4_000];

/** Long texts are told by their beginning. */
export const show = (value: unknown): string =>
  JSON.stringify(value, (_, inner) =>
    typeof inner === "string" && inner.length > SHOWN_TEXT
      ? `${inner.slice(0, 20)}… (${inner.length})`
      : inner,
  ).slice(0, SHOWN);

/** @throws Error that shows both when they differ */
export function mustBe(name: string, reply: Reply, expected: Reply): void {
  if (isDeepStrictEqual(reply, expected)) return;
  throw new Error(`${name} replied ${show(reply)}\ninstead of ${show(expected)}`);
}
