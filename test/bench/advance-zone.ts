import { advance } from "#shared/automation/runs/index.ts";
import { DAY_MS } from "#shared/kernel/time.ts";
import { NOON, Scene } from "#test/automation/runs/run.ts";
import type { Measurement } from "./row.ts";

const CALLS = 100_000;

/** A day is over; a month follows, until nine on a Tuesday, by the clocks of Berlin. */
const definition = {
  name: "Zones",
  enter: [{ event: "signed_up" }],
  settings: { zone: "Europe/Berlin", quietHours: { from: "21:00", to: "08:00" } },
  start: "day",
  steps: {
    day: { kind: "wait", for: "P1D", next: "hello" },
    hello: { kind: "send", template: "hello", next: "month" },
    month: {
      kind: "wait",
      for: "P1M",
      until: { time: "09:00", weekdays: ["tuesday"] },
      next: null,
    },
  },
};

/** Three steps of which two ask for local time, in memory. */
export const advanceZoneRow: Measurement = {
  units: { advance_zone: "steps/s" },
  measure: async () => {
    const scene = new Scene(definition).after(0);
    const { program, run, mails } = scene;
    const facts = {
      attributes: {},
      zone: "UTC",
      events: () => [],
      segments: new Set<string>(),
      subscribed: true,
      suppressed: null,
      field: () => null,
    };
    const identity = { id: "c", email: "c@example.com" };
    const subject = { contact: "c", identity, facts, mails };
    const start = process.hrtime.bigint();
    for (let i = 0; i < CALLS; i++) advance(program, run, subject, NOON + DAY_MS + (i % DAY_MS));
    const seconds = Number(process.hrtime.bigint() - start) / 1e9;
    return { advance_zone: (2 * CALLS) / seconds };
  },
};
