import { expect, test } from "vitest";
import { DAY_MS, HOUR_MS } from "#shared/kernel/time.ts";
import { START } from "#test/support/world.ts";
import { FROM, iso, makeScene } from "./scene.ts";

/**
 * One run an order; who is a friend, or has looked three times in a week, gets another mail;
 * nothing goes at night.
 */
const cart = {
  name: "Cart",
  enter: [
    { event: "carted", where: { sum: { gt: 10 } } },
    { attribute: "plan", to: { is: "pro" } },
  ],
  reentry: { perKey: "order" },
  exit: [{ event: "bought", within: "P30D" }],
  start: "hour",
  settings: { quietHours: { from: "21:00", to: "08:00" }, cap: { mails: 2, per: "P3D" } },
  steps: {
    hour: { kind: "wait", for: "PT1H", next: "first" },
    first: { kind: "send", template: "hello", next: "looks" },
    looks: {
      kind: "branch",
      cases: [
        { when: { attribute: "friend", is: true }, next: "second" },
        { when: { event: "looked", count: { gte: 3 }, within: "P7D" }, next: "second" },
      ],
      otherwise: "third",
    },
    second: { kind: "send", template: "nudge", next: null },
    third: { kind: "wait", for: "P2D", next: "second" },
  },
};

const PEOPLE = [
  { id: "ann", contact: { timeZone: "America/New_York", attributes: { friend: true } } },
  { id: "bob", contact: { timeZone: "Pacific/Auckland", attributes: { friend: false } } },
  { id: "cid", contact: { attributes: {} } },
];

/** Different for each: carts, looks, and a purchase of the second. */
function eventsOf(person: number) {
  const events: { name: string; at: number; data: object }[] = [];
  for (let i = 0; i < 12; i++) {
    const at = FROM + i * (2 + person) * 0.9 * DAY_MS + (5 + person) * HOUR_MS;
    events.push({ name: "carted", at, data: { order: `o${i}`, sum: 8 + ((i * 7) % 11) } });
    events.push({ name: "looked", at: at + 30 * 60_000, data: {} });
    if (i % 2) events.push({ name: "looked", at: at + 20 * HOUR_MS, data: {} });
  }
  if (person === 1) events.push({ name: "bought", at: FROM + 20 * DAY_MS, data: {} });
  return events.filter(({ at }) => at < START).sort((a, b) => a.at - b.at);
}

const TOLD = ["entered", "mail", "drop"];

test("a backtest of three people is their three simulations together", async () => {
  const scene = await makeScene();
  await scene.draft(cart);
  for (const { id, contact } of PEOPLE) await scene.person(id, contact);
  await scene.happen(
    PEOPLE.flatMap(({ id }, i) => eventsOf(i).map((event) => ({ contactId: id, ...event }))),
  );
  const { report, lines } = await scene.backtest();
  const expected: object[] = [];
  for (const [i, { id, contact }] of PEOPLE.entries()) {
    const events = eventsOf(i).map(({ name, at, data }) => ({ event: name, at: iso(at), data }));
    const asked = { contact, events, from: iso(FROM), until: iso(START) };
    const { body } = await scene.call("POST", "/v1/sequences/course/simulate", asked);
    for (const item of body.timeline) {
      if (!TOLD.includes(item.kind)) continue;
      const {
        at,
        local,
        zone,
        step = "",
        template = "",
        entryKey = "",
        decision,
        reason = "",
      } = item;
      expected.push({
        contact: id,
        at,
        local,
        step,
        template,
        run: entryKey,
        decision,
        reason,
        zone,
      });
    }
  }
  const seen = lines.map((line) => ({ ...line, zone: undefined }));
  const order = (a: object, b: object) => JSON.stringify(a).localeCompare(JSON.stringify(b));
  expect(seen.sort(order)).toEqual(expected.sort(order));
  const mails = lines.filter(({ decision }) => decision === "sent");
  expect(new Set(mails.map(({ contact }) => contact))).toEqual(new Set(["ann", "bob", "cid"]));
  expect(report).toMatchObject({ people: 3, entered: 3, mails: mails.length });
  expect(report.held).toBeGreaterThan(0);
  expect(mails.length).toBeGreaterThan(10);
});
