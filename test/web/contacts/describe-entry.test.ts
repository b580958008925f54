import fc from "fast-check";
import { expect, test } from "vitest";
import {
  describeEntry,
  describeNext,
  type Item,
  type NextItem,
  type Words,
} from "../../../web/src/pages/contacts/describe-entry.ts";
import { texts as de } from "../../../web/src/text/de/contacts.ts";
import { texts as en } from "../../../web/src/text/en/contacts.ts";
import { makeFormat } from "../../../web/src/text/make-format.ts";

const english: Words = { ...en, duration: makeFormat("en").duration };
const german: Words = { ...de, duration: makeFormat("de").duration };
const at = "2026-11-30T21:02:49.300Z";
const welcome = { at, sequence: "welcome", version: 1, step: "day" } as const;

test.each<[Item, string, string, string[]]>([
  [
    { at, kind: "event", id: "e", name: "ordered", data: { total: 20, coupon: null } },
    "ordered happened",
    "ordered geschah",
    ["total: 20", "coupon: null"],
  ],
  [
    {
      at,
      kind: "event",
      id: "e",
      name: "message.clicked",
      data: { messageId: "m", sequence: "welcome", step: "hello", link: "https://a.example/" },
    },
    "Followed a link in the mail",
    "Folgte einem Link der Mail",
    ["link: https://a.example/"],
  ],
  [
    {
      at,
      kind: "event",
      id: "e",
      name: "contact.updated",
      data: { changes: { plan: { from: null, to: "pro" } } },
    },
    "The contact was changed",
    "Der Kontakt wurde geändert",
    ["plan: null → pro"],
  ],
  [
    { ...welcome, kind: "decision", decision: "wait", reason: "P1D", until: at },
    "Waits 1 day",
    "Wartet 1 Tag",
    [],
  ],
  [
    { ...welcome, kind: "decision", decision: "branch", reason: "pro", saw: ["plan=pro"] },
    "Went pro",
    "Ging pro",
    ["plan=pro"],
  ],
  [
    { ...welcome, kind: "decision", decision: "exited" },
    "Left the sequence",
    "Verließ die Sequenz",
    [],
  ],
  [
    { ...welcome, kind: "decision", decision: "new-kind", reason: "x" },
    "new-kind x",
    "new-kind x",
    [],
  ],
  [
    { ...welcome, kind: "message", id: "m", class: "marketing", template: "hello", state: "sent" },
    "Mail hello",
    "Mail hello",
    expect.arrayContaining(["sent"]) as unknown as string[],
  ],
  [
    { at, kind: "consent", action: "suppressed", actor: "provider", reason: "hard-bounce" },
    "Suppressed",
    "Gesperrt",
    ["by the mail provider", "the address bounced"],
  ],
])("%j in words", (item, inEnglish, inGerman, details) => {
  expect(describeEntry(item, english).title).toBe(inEnglish);
  expect(describeEntry(item, german).title).toBe(inGerman);
  expect(describeEntry(item, english).details).toEqual(details);
});

test("a test of a template is not told as a mail that the contact got", () => {
  const mail = { at, kind: "message", id: "m", class: "marketing", template: "hello" } as const;
  const item: Item = { ...mail, state: "sent", test: true, to: "ann@example.com" };
  const told = (words: Words, one = item) => describeEntry(one, words).details[0];
  expect(told(english)).toBe("Test with this contact’s data, sent to ann@example.com");
  expect(told(german)).toBe("Test mit den Daten dieses Kontakts, gesendet an ann@example.com");
  expect(told(english, { ...mail, state: "sent", to: "ann@example.com" })).toBe("Mail hello");
});

test("an entry says where it happened, and until when it holds", () => {
  const item: Item = { ...welcome, kind: "decision", decision: "wait", reason: "P1D", until: at };
  expect(describeEntry(item, english)).toMatchObject({ place: "welcome, at day", until: at });
});

test.each<[NextItem, string]>([
  [{ at, kind: "mail", decision: "sent", template: "nudge", step: "n" }, "Mail nudge leaves"],
  [{ at, kind: "hold", decision: "held", template: "nudge" }, "Mail nudge is held"],
  [{ at, kind: "drop", decision: "dropped", step: "n" }, "Mail n is dropped"],
  [{ at, kind: "exit", decision: "completed", reason: "end" }, "Completed the sequence"],
  [{ at, kind: "refused", decision: "refused", reason: "never" }, "Does not enter: never"],
])("of what comes next, %j", (item, title) => {
  expect(describeNext(item, english).title).toBe(title);
});

test("whatever an application sent, an entry has bounded words", () => {
  const item = fc.record({
    at: fc.constant(at),
    kind: fc.constant("event" as const),
    id: fc.string(),
    name: fc.oneof(fc.string(), fc.constantFrom("constructor", "__proto__", "contact.updated")),
    data: fc.dictionary(
      fc.oneof(fc.string(), fc.constantFrom("changes", "sequence", "step")),
      fc.jsonValue(),
    ),
  });
  fc.assert(
    fc.property(item, (one) => {
      const { title, details } = describeEntry(one as Item, english);
      expect(title).toEqual(expect.any(String));
      expect(details.every((text) => typeof text === "string" && text.length <= 300)).toBe(true);
      expect(details.length).toBeLessThanOrEqual(20);
    }),
  );
});
