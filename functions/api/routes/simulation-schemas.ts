import * as z from "zod/mini";
import { AttributesInput } from "#shared/audience/profiles/index.ts";
import type { KINDS } from "#shared/insight/simulation/index.ts";

const text = z.optional(z.string());
const common = () => ({
  /** The instant, in UTC and in the sequence's zone. */
  at: z.string(),
  local: z.string(),
  sequence: text,
  version: z.optional(z.int()),
  entryKey: text,
  step: text,
  /** Where the step stands in the definition: `/steps/hello`. */
  path: text,
  decision: z.string(),
  reason: text,
  saw: z.optional(z.array(z.string())),
});
const waiting = () => ({ until: text, untilLocal: text });
const mail = () => ({
  template: text,
  to: text,
  /** With `mails`: what its template is given at this instant. */
  data: z.optional(z.record(z.string(), z.unknown())),
});

const Request = z.lazy(() => z.object({ url: z.string(), body: z.string(), attempt: z.int() }));
const fieldsOf: Record<(typeof KINDS)[number], () => Record<string, z.ZodMiniType>> = {
  event: () => ({}),
  entered: () => ({}),
  refused: () => ({}),
  decision: waiting,
  wait: waiting,
  hold: () => ({ ...waiting(), ...mail() }),
  mail,
  drop: mail,
  effect: () => ({
    ...waiting(),
    change: z.optional(AttributesInput),
    request: z.optional(Request),
  }),
  goal: () => ({}),
  exit: () => ({}),
};

/** One thing that a simulation shows, by `kind`. */
const SimulationItem = z.lazy(() => {
  const kinds = Object.entries(fieldsOf).map(([kind, fields]) =>
    z.object({ kind: z.literal(kind), ...common(), ...fields() }),
  );
  return z.discriminatedUnion("kind", kinds as [(typeof kinds)[0], ...typeof kinds]);
});
z.globalRegistry.add(SimulationItem, { id: "SimulationItem" });

/** What a simulation shows. */
export const SimulationSchema = z.lazy(() =>
  z.object({ timeline: z.array(SimulationItem), endedBy: z.string() }),
);
z.globalRegistry.add(SimulationSchema, { id: "Simulation" });
