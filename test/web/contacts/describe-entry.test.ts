import fc from "fast-check";
import { expect, test } from "vitest";
import { EVENTS } from "#events/index.ts";
import { MESSAGE_FACTS } from "#shared/audience/events/index.ts";
import { DECISIONS } from "#shared/automation/enrollments/trail.ts";
import {
  describeEntry,
  describeNext,
  type Item,
  type NextItem,
  type Words,
} from "../../../web/src/pages/contacts/describe-entry.ts";
import { texts as de } from "../../../web/src/text/de/contacts.ts";
import { texts as deMail } from "../../../web/src/text/de/mail.ts";
import { texts as en } from "../../../web/src/text/en/contacts.ts";
import { texts as enMail } from "../../../web/src/text/en/mail.ts";
import { makeFormat } from "../../../web/src/text/make-format.ts";

const english: Words = { ...en, mail: enMail, duration: makeFormat("en").duration };
const german: Words = { ...de, mail: deMail, duration: makeFormat("de").duration };
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
    "Branched: pro",
    "Verzweigte: pro",
    ["plan = pro"],
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
    [],
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
  expect(told(english, { ...mail, state: "sent", to: "ann@example.com" })).toBe(
    "To the team: ann@example.com",
  );
});

test.each([english, german])("everything that can be decided or happen has words", (words) => {
  expect(Object.keys(words.entry.decision).toSorted()).toEqual(DECISIONS.toSorted());
  const names = EVENTS.map(({ name }) => name).toSorted();
  expect(Object.keys(words.entry.known).toSorted()).toEqual(names);
  expect(Object.keys(words.why.events).toSorted()).toEqual(names);
  for (const { state } of Object.values(MESSAGE_FACTS)) {
    if (state) expect(words.mail.states).toHaveProperty(state);
  }
});

test.each([
  [
    { decision: "exited", reason: "removed by hand" },
    "Verließ die Sequenz: von Hand herausgenommen",
  ],
  [{ decision: "branch", reason: "case 2" }, "Verzweigte: Fall 2 trifft zu"],
  [{ decision: "entered", reason: "sequence.enrolled" }, "Einstieg durch Aufnahme"],
  [
    { decision: "moved", reason: "from day of version 3" },
    "Kam in eine andere Version: von day in Version 3",
  ],
  [
    { decision: "hold", reason: "outside send times" },
    "Die Mail wartet: außerhalb der Sendezeiten",
  ],
])("%j has no English left in German", (decided, title) => {
  const item: Item = { ...welcome, kind: "decision", ...decided };
  expect(describeEntry(item, german).title).toBe(title);
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
