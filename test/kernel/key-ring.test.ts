import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { describeKeys, parseKeys, ringAt, toRingKey, writeKeys } from "#shared/kernel/key-ring.ts";

const key = (from = 0) => toRingKey(new Uint8Array(randomBytes(32)), from);

test("what is written of keys is read again", () => {
  const from = fc.integer({ min: 0, max: 4_102_444_800_000 });
  fc.assert(
    fc.property(fc.array(from, { minLength: 1, maxLength: 5 }), (instants) => {
      const keys = instants.map(key);
      expect(parseKeys(writeKeys(keys))).toEqual(keys);
      expect(parseKeys(` ${writeKeys(keys).replaceAll(",", " , ")}\n`)).toEqual(keys);
    }),
  );
});

test("one key alone is 32 bytes in base64, as it always was", () => {
  const one = key();
  const text = Buffer.from(one.bytes).toString("base64");
  expect(writeKeys([one])).toBe(text);
  expect(parseKeys(text)).toEqual([one]);
});

test.each([
  "",
  "a word",
  `${"A".repeat(43)}= soon`,
  "AAAA",
  `${"A".repeat(43)}=,x`,
  `${"A".repeat(43)}=,`,
])("%j is no key", (text) => expect(parseKeys(text)).toEqual([]));

test("the youngest key that signs by now is current, and all are in the ring", () => {
  const keys = [key(), key(100), key(200)];
  const at = (now: number) => keys.indexOf(ringAt(keys, now).current);
  expect([at(0), at(99), at(100), at(199), at(200)]).toEqual([0, 0, 1, 1, 2]);
  expect(ringAt(keys, 0).keys).toBe(keys);
  // The others were revoked before the new one was to sign.
  expect(ringAt([keys[2]!], 0).current).toBe(keys[2]);
});

test("ids tell keys apart, and are the same for ever", () => {
  const bytes = new Uint8Array(32).fill(7);
  expect(toRingKey(bytes).id).toBe("ZVXyRXoR");
  expect(key().id).not.toBe(key().id);
});

test("keys are shown by their ids, the instant from which they sign, and which of them does", () => {
  const [first, second, third] = [key(), key(1_000), key(3_000)];
  const shown = (now: number) => describeKeys([first, second, third], now);
  expect(shown(2_999)).toEqual([
    { id: first.id, from: null, current: false },
    { id: second.id, from: "1970-01-01T00:00:01.000Z", current: true },
    { id: third.id, from: "1970-01-01T00:00:03.000Z", current: false },
  ]);
  expect(shown(999).map(({ current }) => current)).toEqual([true, false, false]);
  expect(shown(3_000).map(({ current }) => current)).toEqual([false, false, true]);
});
