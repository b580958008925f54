import type { ContactEvent, Facts } from "#shared/audience/conditions/index.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "#shared/kernel/time.ts";

/** A Monday noon in Greenwich; in New York it is seven in the morning. */
export const NOW = Date.parse("2026-03-02T12:00:00.000Z");

const HISTORY: Record<string, ContactEvent[]> = {
  bought: [
    { at: NOW - DAY_MS, data: { total: 50, sku: "b" } },
    { at: NOW - 10 * DAY_MS, data: { total: 30, sku: "a" } },
    { at: NOW - 40 * DAY_MS, data: { total: 10, sku: "a", gift: true } },
  ],
  // One is yet to come: a caller's clock may go an hour ahead.
  visited: [
    { at: NOW + 20 * MINUTE_MS, data: {} },
    { at: NOW - 2 * HOUR_MS, data: {} },
  ],
  worded: [{ at: NOW - DAY_MS, data: { total: "50" } }],
  clicked: Array.from({ length: 1_200 }, (_, i) => ({ at: NOW - i * MINUTE_MS, data: {} })),
};

const ADAS = {
  email: "ada@example.com",
  locale: "en-GB",
  timeZone: "America/New_York",
  createdAt: "2026-02-20T12:00:00.000Z",
};

export const ada: Facts = {
  attributes: {
    plan: "pro",
    city: "Évry",
    age: 30,
    happy: true,
    tags: ["a", "b"],
    joined: "2026-03-01",
    trial_ends: "2026-03-05",
    last_order_at: "2026-02-20T12:00:00.000Z",
    renews_at: "2026-03-02T14:00:00+01:00",
    someday: "soon",
    no_day: "2026-02-30",
    floating: "2026-03-05T10:00",
    in_spring: "2026-03-09T07:00",
  },
  field: (name) => ADAS[name],
  zone: "America/New_York",
  events: (name) => (Object.hasOwn(HISTORY, name) ? HISTORY[name]! : []),
  segments: new Set(["vip"]),
  subscribed: true,
  suppressed: null,
};

export const bob: Facts = {
  attributes: {},
  field: () => null,
  zone: "UTC",
  events: () => [],
  segments: new Set(),
  subscribed: false,
  suppressed: "unsubscribe",
};
