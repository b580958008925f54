import { expect, test } from "vitest";
import { answer as answerHook } from "#functions/inbound-webhooks/answer.ts";
import { answer as answerLink } from "#functions/public/answer.ts";
import { describeError } from "#functions/runtime/describe-error.ts";
import { Unavailable } from "#shared/kernel/errors.ts";
import { makeWorld } from "#test/support/world.ts";
import { toEvent } from "./public/request.ts";

/** What a parser says of what it was given repeats it. */
const repeating = () => JSON.parse("ada@example.com");

test.each([
  [new Unavailable("DynamoDB does not answer"), "Unavailable: DynamoDB does not answer"],
  [new SyntaxError("ada@example.com is no number"), "SyntaxError"],
  ["ada@example.com", "string"],
])("only our own errors are told with their words: %s", (error, told) => {
  expect(describeError(error)).toBe(told);
});

test.each([
  ["/hooks/shop", answerHook],
  ["/u/k1.payload.mac", answerLink],
] as const)("what goes wrong under %s is logged without what was sent", async (path, answer) => {
  const { world } = makeWorld();
  world.table.get = async () => repeating();
  world.secrets.ring = async () => repeating();
  const logged: object[] = [];
  const event = toEvent(path, { method: "POST", body: "{}" });
  const { statusCode } = await answer(world, event, (_, details) => void logged.push(details));
  expect(statusCode).toBeGreaterThanOrEqual(500);
  expect(logged).toEqual([expect.objectContaining({ error: "SyntaxError" })]);
});
