import type * as z from "zod/mini";

/**
 * One of Dripstack's own events. `data` is what conditions and templates see of it; where the event
 * is also published on the workspace's bus, `contactId` stands beside it.
 */
export type EventContract = {
  name: string;
  /** Of the shape of `data`. */
  version: number;
  /** When it happens. */
  summary: string;
  data: z.ZodMiniType;
  examples: object[];
  isPublished?: boolean;
};

/** Keeps the types of the event's name and data. */
export const defineEvent = <const N extends string, S extends z.ZodMiniType<object>>(
  event: EventContract & { name: N; data: S; examples: z.input<S>[] },
) => event;
