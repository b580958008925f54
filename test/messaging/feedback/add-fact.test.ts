import fc from "fast-check";
import { expect, test } from "vitest";
import { addFact, type Feedback } from "#shared/messaging/feedback/index.ts";
import { type Message, stateOf } from "#shared/messaging/messages/index.ts";
import { makeMessage } from "./message.ts";

const base = { providerId: "p-1", recipients: ["ada@example.com"] };
const at = fc.integer({ min: 1, max: 2_000_000_000_000 });
const event = fc.oneof(
  ...(["sent", "delivered", "subscription"] as const).map((kind) =>
    fc.record({ kind: fc.constant(kind), at, takenAt: at }),
  ),
  fc.record({ kind: fc.constant("delayed" as const), reason: fc.constant("x"), at, takenAt: at }),
  fc.record({
    kind: fc.constant("complained" as const),
    suppresses: fc.boolean(),
    at,
    takenAt: at,
  }),
  fc.record({
    kind: fc.constant("bounced" as const),
    hard: fc.boolean(),
    senderFault: fc.boolean(),
    code: fc.constantFrom("5.1.1", "4.2.2"),
    at,
    takenAt: at,
  }),
  fc.record({ kind: fc.constant("rejected" as const), reason: fc.constant("virus"), at }),
  fc.record({ kind: fc.constant("opened" as const), machine: fc.boolean(), at }),
) as fc.Arbitrary<Omit<Feedback, "providerId" | "recipients">>;
const events = fc.array(event, { maxLength: 8 });

const fold = (message: Message, all: object[]) =>
  all.reduce((row: Message, one) => addFact(row, { ...base, ...one } as Feedback), message);

test("the state is the same in any order, however often each event comes", () => {
  fc.assert(
    fc.property(
      events.chain((all) =>
        fc.tuple(
          fc.constant(all),
          fc.shuffledSubarray([...all, ...all, ...all], {
            minLength: all.length * 3,
            maxLength: all.length * 3,
          }),
        ),
      ),
      ([all, shuffled]) => {
        const [one, other] = [fold(makeMessage(), all), fold(makeMessage(), shuffled)];
        expect(stateOf(other)).toBe(stateOf(one));
        expect(Object.keys(other.facts).sort()).toEqual(Object.keys(one.facts).sort());
      },
    ),
  );
});

test("a fact is never taken back, and the protocol's own fields never change", () => {
  fc.assert(
    fc.property(events, event, (before, next) => {
      const old = fold(makeMessage(), before);
      const { facts, reason, providerId, ...rest } = fold(old, [next]);
      const { facts: oldFacts, reason: _, providerId: __, ...oldRest } = old;
      expect(rest).toEqual(oldRest);
      expect(facts).toMatchObject(oldFacts);
    }),
  );
});

test("an event that changes nothing returns the very same message", () => {
  const message = fold(makeMessage(), [{ kind: "delivered", at: 5 }]);
  expect(fold(message, [{ kind: "delivered", at: 7 }])).toBe(message);
  expect(fold(message, [{ kind: "clicked", machine: true, link: "https://x", at: 7 }])).toBe(
    message,
  );
});

test("a bounce says why, and more than a rejection does", () => {
  const bounced = { kind: "bounced", hard: true, senderFault: false, code: "5.1.1", at: 2 };
  const rejected = { kind: "rejected", reason: "virus", at: 3 };
  expect(fold(makeMessage(), [rejected]).reason).toBe("rejected: virus");
  expect(fold(makeMessage(), [rejected, bounced]).reason).toBe("bounced: 5.1.1");
  expect(fold(makeMessage(), [bounced, rejected]).reason).toBe("bounced: 5.1.1");
});
