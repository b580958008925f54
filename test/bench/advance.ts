import { advance } from "#shared/automation/runs/index.ts";
import { DAY_MS } from "#shared/kernel/time.ts";
import { NOON, Scene, welcome } from "#test/automation/runs/run.ts";
import type { Measurement } from "./row.ts";

const CALLS = 200_000;

/** One step over exact durations, in memory: the day is over, the wait for a click begins. */
export const advanceRow: Measurement = {
  units: { advance: "steps/s" },
  measure: async () => {
    const scene = new Scene(welcome).after(0).mail({ status: "sent", facts: { sentAt: NOON } });
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
    for (let i = 0; i < CALLS; i++) advance(program, run, subject, NOON + DAY_MS);
    return { advance: (CALLS * 1e9) / Number(process.hrtime.bigint() - start) };
  },
};
