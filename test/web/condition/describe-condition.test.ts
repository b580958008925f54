import fc from "fast-check";
import { expect, test } from "vitest";
import { condition } from "#test/audience/conditions/arbitrary.ts";
import { describeCondition } from "../../../web/src/parts/condition/describe-condition.ts";
import { makeWords } from "../../../web/src/parts/condition/words.ts";
import { texts as de } from "../../../web/src/text/de/condition.ts";
import { texts as en } from "../../../web/src/text/en/condition.ts";
import { makeFormat } from "../../../web/src/text/make-format.ts";

const english = makeWords(en.words, makeFormat("en"));
const german = makeWords(de.words, makeFormat("de"));

test.each([
  [{ attribute: "plan", is: "pro" }, "plan is “pro”", "plan ist „pro“"],
  [
    { attribute: "size", gte: 1_000, lt: 2_000.5 },
    "size is at least 1,000 and is less than 2,000.5",
    "size ist mindestens 1.000 und ist weniger als 2.000,5",
  ],
  [
    { attribute: "plan", in: ["a", 1, true], ignoreCase: true },
    "plan is one of “a”, 1, true (in upper or lower case)",
    "plan ist eines von „a“, 1, wahr (groß oder klein geschrieben)",
  ],
  [
    { attribute: "trial_ends", ahead: { gte: "P1D", lte: "P1M" } },
    "trial_ends is at least 1 day ahead and is at most 1 month ahead",
    "trial_ends liegt mindestens 1 Tag voraus und liegt höchstens 1 Monat voraus",
  ],
  [{ attribute: "x", exists: false }, "x is not known", "x ist nicht bekannt"],
  [{ attribute: "x", is: null }, "x is nothing", "x ist nichts"],
  [
    { field: "createdAt", ago: { lte: "P1DT12H" } },
    "the day it was created is at most 1 day, 12 hours ago",
    "der Tag der Anlage ist höchstens 1 Tag, 12 Stunden her",
  ],
  [{ event: "ordered" }, "“ordered” happened", "„ordered“ geschah"],
  [
    { event: "ordered", did: false, within: "P90D" },
    "“ordered” did not happen within the last 90 days",
    "„ordered“ geschah nicht (Zeitraum: 90 Tage)",
  ],
  [
    { event: "ordered", count: { gte: 2 }, within: "P30D", where: { total: { gt: 20 } } },
    "“ordered” happened at least 2 times within the last 30 days, where total is more than 20",
    "„ordered“ geschah mindestens 2-mal (Zeitraum: 30 Tage), wobei gilt: total ist mehr als 20",
  ],
  [
    { event: "ordered", count: { gte: 1, lte: 1 }, since: "entry" },
    "“ordered” happened exactly once since entering",
    "„ordered“ geschah genau einmal seit dem Einstieg",
  ],
  [
    { event: "ordered", last: { ago: { gte: "P60D" } }, sum: { field: "total", gte: 500 } },
    "“ordered” happened, its last time is at least 60 days ago, the sum of total is at least 500",
    "„ordered“ geschah, das letzte Mal ist mindestens 60 Tage her, die Summe von total ist mindestens 500",
  ],
  [
    { event: "ordered", where: { cart_id: { is: { entry: "cart_id" } } } },
    "“ordered” happened, where cart_id is the entering event’s cart_id",
    "„ordered“ geschah, wobei gilt: cart_id ist cart_id des Einstiegsereignisses",
  ],
  [{ segment: "vip", is: false }, "not in the segment vip", "nicht im Segment vip"],
  [{ topic: "all" }, "wants mail on all", "will Mails zu all"],
  [
    { any: [{ subscribed: true }, { all: [{ suppressed: false }, { segment: "vip" }] }] },
    "wants mail or (is not suppressed and in the segment vip)",
    "will Mails oder (ist nicht gesperrt und im Segment vip)",
  ],
  [
    { none: [{ segment: "a" }, { segment: "b" }] },
    "neither in the segment a nor in the segment b",
    "weder im Segment a noch im Segment b",
  ],
  [
    { all: [{ subscribed: true }, { none: [{ any: [{ segment: "a" }] }] }] },
    "wants mail and (not in the segment a)",
    "will Mails und (nicht: im Segment a)",
  ],
  [{ strange: 1 }, '{"strange":1}', '{"strange":1}'],
])("%j in words", (json, inEnglish, inGerman) => {
  expect(describeCondition(json, english)).toBe(inEnglish);
  expect(describeCondition(json, german)).toBe(inGerman);
});

test("every condition has a sentence, without a word left out", () => {
  fc.assert(
    fc.property(condition, (json) => {
      for (const words of [english, german]) {
        const sentence = describeCondition(json, words);
        expect(sentence).not.toBe("");
        expect(sentence).not.toMatch(/undefined|\[object|NaN/);
      }
    }),
  );
});

test("a value of 10,000 characters is cut, never in the middle of a character", () => {
  const sentence = describeCondition({ attribute: "x", is: "😀".repeat(5_000) }, english);
  expect(sentence.length).toBeLessThan(120);
  expect(sentence.isWellFormed()).toBe(true);
});
