import { Condition, type ContactEvent, evaluate } from "#shared/audience/conditions/index.ts";
import { DAY_MS, HOUR_MS } from "#shared/kernel/time.ts";
import { NOON } from "#test/automation/runs/run.ts";
import type { Measurement } from "./row.ts";

const CALLS = 200_000;
const WARMING = 20_000;
const EVENTS = 200;
const NAMES = ["opened", "clicked", "ordered", "visited", "searched"];

/** Ten rules of every form, none of which decides before the others were asked. */
const RULES: object[] = [
  { attribute: "plan", in: ["pro", "team"] },
  { attribute: "trial_ends", ahead: { lte: "P30D" } },
  { attribute: "last_order_at", ago: { gte: "P7D" } },
  { event: "ordered", count: { gte: 3 }, within: "P60D" },
  { event: "opened", count: { lte: 30 }, within: "P30D" },
  { event: "visited", where: { page: { contains: "pricing" } }, within: "P14D" },
  { event: "cancelled", did: false },
  { event: "ordered", sum: { field: "total", gte: 100 }, within: "P90D" },
  { event: "clicked", last: { ago: { lte: "P10D" } } },
  { subscribed: true },
];

/**
 * A condition of ten rules asked of a contact with {@link EVENTS} events, each time at another
 * instant.
 */
export const evaluateRow: Measurement = {
  units: { evaluate: "evaluations/s" },
  measure: async () => {
    const condition = Condition.parse({ all: RULES });
    const facts = makeFacts();
    let met = 0;
    const ask = (calls: number) => {
      for (let i = 0; i < calls; i++) met += Number(evaluate(condition, facts, NOON + i).matches);
    };
    ask(WARMING);
    const start = process.hrtime.bigint();
    ask(CALLS);
    const seconds = Number(process.hrtime.bigint() - start) / 1e9;
    if (met !== WARMING + CALLS) throw new Error("the condition does not hold: not all was asked");
    return { evaluate: CALLS / seconds };
  },
};

function makeFacts() {
  const history = new Map<string, ContactEvent[]>(NAMES.map((name) => [name, []]));
  for (let i = 0; i < EVENTS; i++) {
    const data = { total: i, page: `/${["pricing", "docs", "blog"][i % 3]}` };
    history.get(NAMES[i % NAMES.length]!)!.push({ at: NOON - i * 12 * HOUR_MS, data });
  }
  return {
    attributes: {
      plan: "pro",
      trial_ends: "2026-03-12",
      last_order_at: new Date(NOON - 20 * DAY_MS).toISOString(),
    },
    zone: "Europe/Berlin",
    events: (name: string) => history.get(name) ?? [],
    segments: new Set<string>(),
    subscribed: true,
    suppressed: null,
    field: () => null,
  };
}
