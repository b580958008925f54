import * as z from "zod/mini";
import { byKey } from "#shared/audience/conditions/index.ts";
import { onApi } from "./on-api.ts";
import { onAttribute } from "./on-attribute.ts";
import { onClick } from "./on-click.ts";
import { onDate } from "./on-date.ts";
import { onEvent } from "./on-event.ts";
import { onSchedule } from "./on-schedule.ts";
import { onSegment } from "./on-segment.ts";
import type { TriggerKind } from "./trigger-kind.ts";

/** A schedule may name a segment too, so it comes before `onSegment`. */
export const KINDS = [onEvent, onSchedule, onSegment, onAttribute, onDate, onApi, onClick] as const;

export type Trigger = z.infer<(typeof KINDS)[number]["schema"]>;

export const Trigger = z.lazy(() =>
  byKey(
    Object.fromEntries(KINDS.map(({ key, schema }) => [key, schema])),
    "a trigger",
    '{"event":"signed_up"}',
  ),
) as unknown as z.ZodMiniType<Trigger>;
z.globalRegistry.add(Trigger, { id: "Trigger" });

/** The definition of this trigger's kind. */
export const triggerKindOf = (trigger: Trigger) =>
  KINDS.find(({ key }) => key in trigger) as unknown as TriggerKind<string, Trigger>;
