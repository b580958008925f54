import * as z from "zod/mini";
import { Trigger } from "#shared/automation/triggers/index.ts";
import { SimulationSchema } from "./simulation-schemas.ts";

const text = z.optional(z.string());

const Decision = z.lazy(() =>
  z.object({
    at: z.string(),
    local: z.string(),
    step: z.string(),
    decision: z.string(),
    reason: text,
    saw: z.optional(z.array(z.string())),
    until: text,
    version: z.int(),
    /** The part of the definition that decided. */
    rule: z.nullable(z.record(z.string(), z.unknown())),
  }),
);
const Run = z.lazy(() =>
  z.object({
    version: z.int(),
    entryKey: z.string(),
    status: z.string(),
    step: z.nullable(z.string()),
    startedAt: z.string(),
    entry: z.object({
      event: z.string(),
      at: z.string(),
      data: z.nullable(z.record(z.string(), z.unknown())),
    }),
    decisions: z.array(Decision),
  }),
);
const Again = z.lazy(() =>
  z.object({
    reentry: z.union([z.string(), z.record(z.string(), z.string())]),
    runs: z.array(z.object({ entryKey: z.string(), refusal: z.nullable(z.string()) })),
  }),
);

/** Why a contact's runs did what they did, and what comes next. */
export const ExplanationSchema = z.lazy(() =>
  z.object({
    contactId: z.string(),
    sequence: z.string(),
    state: z.string(),
    past: z.array(Run),
    next: SimulationSchema,
    /** By trigger, for a contact without a run. */
    whyNotEntered: z.optional(z.array(z.object({ way: Trigger, missing: z.string() }))),
    /** Whether the contact could enter again now, for one with runs. */
    again: z.optional(Again),
  }),
);
z.globalRegistry.add(ExplanationSchema, { id: "Explanation" });
