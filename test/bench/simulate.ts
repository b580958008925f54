import { compileProgram, Definition } from "#shared/automation/language/index.ts";
import { inventContact, simulate } from "#shared/insight/simulation/index.ts";
import { DAY_MS } from "#shared/kernel/time.ts";
import type { Measurement } from "./row.ts";

const START = Date.UTC(2026, 2, 2, 12);

/** A sequence of ten steps, five of them mails, and a contact with twenty events. */
function setUpSimulation() {
  const steps: Record<string, object> = {};
  for (let i = 0; i < 5; i++) {
    steps[`m${i}`] = { kind: "send", template: `t${i}`, next: `w${i}` };
    steps[`w${i}`] = { kind: "wait", for: "P2D", next: i < 4 ? `m${i + 1}` : null };
  }
  const definition = { name: "Ten", enter: [{ event: "e0" }], start: "m0", steps };
  const program = compileProgram("ten", 1, Definition.parse(definition));
  const person = inventContact({ attributes: { plan: "pro" } }, START);
  const events = Array.from({ length: 20 }, (_, i) => ({
    at: START + (i * DAY_MS) / 2,
    event: `e${i % 4}`,
    data: { i },
  }));
  return () =>
    simulate({ program, contact: person, events, start: START, until: START + 30 * DAY_MS });
}

const CALLS = 3_000;

export const simulateRow: Measurement = {
  units: { simulate_us: "µs" },
  measure: async () => {
    const run = setUpSimulation();
    for (let i = 0; i < CALLS; i++) run();
    const start = process.hrtime.bigint();
    for (let i = 0; i < CALLS; i++) run();
    return { simulate_us: Number(process.hrtime.bigint() - start) / CALLS / 1_000 };
  },
};
