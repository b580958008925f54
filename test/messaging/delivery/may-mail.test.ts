import fc from "fast-check";
import { expect, test } from "vitest";
import { Weekday } from "#shared/calendar/index.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "#shared/kernel/time.ts";
import type { Message } from "#shared/messaging/messages/index.ts";
import { mayMail } from "#shared/messaging/policy/index.ts";
import { isOpen, wallAt } from "#test/calendar/oracle.ts";
import { START } from "#test/support/world.ts";
import { candidate, enrollmentWith, personWith, rowOf, underRules } from "./candidate.ts";

const mail = candidate();
const quiet = { quietHours: { from: "21:00", to: "08:00" } };
const at = (time: string) => Date.parse(`2026-03-02T${time}:00.000Z`);
const outside = (until: number) => ({ kind: "hold", until, reason: "outside send times" });

test.each([
  ["the sequence's own zone", "Asia/Tokyo", "America/New_York", "Europe/Berlin", "13:00", "23:00"],
  ["else the contact's", undefined, "America/New_York", "Europe/Berlin", "12:30", "13:00"],
  ["else the workspace's", undefined, undefined, "Europe/Berlin", "06:30", "07:00"],
  ["else UTC", undefined, undefined, undefined, "07:30", "08:00"],
  ["an unknown zone is ignored", undefined, "Mars/Olympus", undefined, "07:30", "08:00"],
])("quiet hours are meant in %s", (_, zone, timeZone, workspaceZone, asked, opens) => {
  const switches = underRules({ ...quiet, ...(zone && { zone }) }, workspaceZone);
  const person = personWith([], timeZone === undefined ? {} : { timeZone });
  const born = candidate("r1", at(asked));
  expect(mayMail(born, person, switches, at(asked))).toEqual(outside(at(opens)));
  expect(mayMail(born, person, switches, at(opens))).toEqual({ kind: "send" });
});

const time = fc
  .integer({ min: 0, max: 47 })
  .map((half) => `${String(Math.floor(half / 2)).padStart(2, "0")}:${half % 2 ? "30" : "00"}`);
const rules = fc.record(
  {
    quietHours: fc.record({ from: time, to: time }).filter(({ from, to }) => from !== to),
    sendWindow: fc.record({ weekdays: fc.subarray(Weekday.options, { minLength: 1 }) }),
    daysOff: fc.constant<string[]>(["2026-03-04", "03-09"]),
    zone: fc.constantFrom("UTC", "Asia/Kolkata", "America/St_Johns", "Europe/Berlin"),
  },
  { requiredKeys: ["zone"] },
);

test("a mail goes exactly when its rules let it, and is held until they do", () => {
  let held = 0;
  fc.assert(
    fc.property(rules, fc.integer({ min: 0, max: 30 * 24 * 4 }), (sending, quarters) => {
      const now = START + quarters * 15 * MINUTE_MS;
      const isAllowed = (instant: number) => isOpen(sending, wallAt(sending.zone, instant));
      const verdict = mayMail(candidate("r1", now), personWith([]), underRules(sending), now);
      expect(verdict.kind).toBe(isAllowed(now) ? "send" : "hold");
      if (verdict.kind !== "hold") return;
      held += 1;
      expect([isAllowed(verdict.until - 1), isAllowed(verdict.until)]).toEqual([false, true]);
    }),
    { numRuns: 500 },
  );
  expect(held).toBeGreaterThan(50);
});

const cap = (mails: number, per: string) => underRules({ cap: { mails, per } });
const sentAt = (instant: number, run = `r${instant}`): Message =>
  rowOf(candidate(run, instant), { facts: { sentAt: instant } });

test.each([
  ["nothing went", [], 0],
  ["one went just now", [0], 0],
  ["two went within the day", [-20 * HOUR_MS, -HOUR_MS], 4 * HOUR_MS],
  ["the older of two is a day ago", [-DAY_MS, -HOUR_MS], 0],
  ["a lowered cap finds more than it allows", [-9, -8, -7].map((h) => h * HOUR_MS), 16 * HOUR_MS],
  ["a mail left by a clock ahead of ours", [HOUR_MS, 2 * HOUR_MS], 25 * HOUR_MS],
])("two mails a day, of which %s", (_, gone, waits) => {
  const person = personWith(gone.map((ms) => sentAt(START + ms)));
  const verdict = mayMail(mail, person, cap(2, "P1D"), START);
  const hold = { kind: "hold", until: START + waits, reason: "cap" };
  expect(verdict).toEqual(waits === 0 ? { kind: "send" } : hold);
});

test("whatever went before, no stretch ever holds more mails than its cap", () => {
  const instants = fc.array(fc.integer({ min: 0, max: 200 }), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(instants, fc.integer({ min: 1, max: 4 }), (asked, mails) => {
      const gone: number[] = [];
      for (const quarter of asked.toSorted((a, b) => a - b)) {
        let now = START + quarter * 15 * MINUTE_MS;
        const next = candidate(`n${gone.length}`, now);
        const person = personWith(gone.map((instant, i) => sentAt(instant, `n${i}`)));
        const verdict = mayMail(next, person, cap(mails, "PT12H"), now);
        if (verdict.kind === "hold") {
          const before = verdict.until - 1;
          expect(mayMail(next, person, cap(mails, "PT12H"), before).kind).toBe("hold");
          now = verdict.until;
          expect(mayMail(next, person, cap(mails, "PT12H"), now).kind).toBe("send");
        }
        gone.push(now);
      }
      for (const first of gone) {
        const within = gone.filter((one) => one >= first && one < first + 12 * HOUR_MS);
        expect(within.length).toBeLessThanOrEqual(mails);
      }
    }),
  );
});

const other = candidate("r2", START - HOUR_MS);
test.each<[string, Partial<Message>, boolean]>([
  ["a dropped mail", { status: "dropped" }, false],
  ["a refused mail", { status: "refused" }, false],
  ["a held mail", { status: "held", until: START }, false],
  ["a mail in doubt", { status: "unknown", token: "t", leaseEndsAt: START }, true],
  ["a mail that was only told of later", { status: "unknown", facts: { bouncedAt: START } }, true],
  ["a mail of another sequence", { source: { ...other.source, sequence: "x" } as never }, false],
  ["a mail requested through the API", { source: { kind: "api" } }, false],
  ["what told the team", { team: "team@example.com" }, false],
])("%s counts for the cap: %#", (_, state, counts) => {
  const facts = { sentAt: START - 1 };
  const person = personWith([rowOf(other, { ...(!state.status && { facts }), ...state })]);
  const verdict = mayMail(mail, person, cap(1, "P1D"), START);
  expect(verdict.kind).toBe(counts ? "hold" : "send");
});

test("two that give way to each other's open claims part, and wait longer after five tries", () => {
  const open = { status: "sending", token: "t", leaseEndsAt: START + HOUR_MS } as const;
  const waits = (run: string, attempt: number) => {
    const mine = candidate(run, START, { attempt });
    const verdict = mayMail(mine, personWith([rowOf(other, open)]), cap(1, "P1D"), START);
    if (verdict.kind !== "hold") throw new Error("it was not held");
    return verdict.until - START;
  };
  const tries = Array.from({ length: 6 }, (_, attempt) => waits("r1", attempt));
  expect(Math.max(...tries.slice(0, 5))).toBeLessThan(10 * MINUTE_MS);
  expect(Math.min(...tries.slice(0, 5))).toBeGreaterThanOrEqual(2 * MINUTE_MS);
  expect(tries[5]).toBeGreaterThanOrEqual(15 * MINUTE_MS);
  const apart = Array.from({ length: 50 }, (_, i) =>
    Math.abs(waits(`a${i}`, 0) - waits(`b${i}`, 0)),
  );
  expect(apart.filter((ms) => ms < 1_000).length).toBeLessThan(3);
});

test.each([
  [undefined, "drop", "unsubscribed"],
  ["unsubscribe", "drop", "unsubscribe"],
  ["complaint", "drop", "complaint"],
] as const)(
  "a transactional mail that needs consent is no other than marketing (%s)",
  (why, kind, reason) => {
    const suppression = why && { reason: why, at: 0 };
    const away = personWith([], { subscribed: false, ...(suppression && { suppression }) });
    const verdict = (more: object) =>
      mayMail(candidate("r1", START, more), away, underRules({}), START);
    expect(verdict({ class: "transactional", needsConsent: true })).toEqual({ kind, reason });
    expect(verdict({ class: "transactional", needsConsent: true })).toEqual(verdict({}));
    expect(verdict({ class: "transactional" }).kind).toBe(why === "complaint" ? "drop" : "send");
    const here = personWith([]);
    const wanted = candidate("r1", START, { class: "transactional", needsConsent: true });
    expect(mayMail(wanted, here, underRules({}), START)).toEqual({ kind: "send" });
  },
);

const team = { team: "team@example.com", class: "transactional" } as const;
const news = candidate("r1", START, team);

test("a mail to the team asks for the team's address and not for what its person agreed to", () => {
  const away = personWith([], { subscribed: false, suppression: { reason: "complaint", at: 0 } });
  const night = underRules({ quietHours: { from: "11:00", to: "13:00" } });
  expect(mayMail(news, away, night, START)).toEqual({ kind: "send" });
  expect(
    mayMail(news, { ...away, team: { reason: "unsubscribe", at: 0 } }, night, START).kind,
  ).toBe("send");
  for (const reason of ["hard-bounce", "complaint", "manual"] as const) {
    const blocked = { ...away, team: { reason, at: 0 } };
    expect(mayMail(news, blocked, night, START)).toEqual({ kind: "drop", reason });
  }
  const erased = personWith([], { erasedAt: START });
  expect(mayMail(news, erased, night, START).kind).toBe("leave");
});

test("a mail to the team neither waits for the mails of its run nor holds them up", () => {
  const live = underRules({});
  const held = { status: "held", until: START + DAY_MS } as const;
  const earlier = candidate("r1", START - HOUR_MS);
  expect(mayMail(news, personWith([rowOf(earlier, held)]), live, START).kind).toBe("send");
  expect(mayMail(earlier, personWith([rowOf(news, {})]), live, START).kind).toBe("send");
  const before = candidate("r1", START - HOUR_MS, team);
  expect(mayMail(mail, personWith([rowOf(before, held)]), live, START).kind).toBe("send");
  const inOutbox = (entry: object) => {
    const { id, bornAt } = before;
    const outbox = [
      { messageId: id, run: "r1", version: 1, step: "s", template: "t", bornAt, ...entry },
    ];
    return { ...personWith([]), enrollments: [enrollmentWith({ outbox })] };
  };
  expect(mayMail(mail, inOutbox({}), live, START).kind).toBe("hold");
  expect(mayMail(mail, inOutbox({ to: team.team }), live, START).kind).toBe("send");
});
