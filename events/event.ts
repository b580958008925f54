import type * as z from "zod/mini";

/** One of our own events: its name, the version of its shape, what its data holds, and real examples of it. */
export type EventContract<S extends z.ZodMiniType = z.ZodMiniType> = {
  name: string;
  version: number;
  /** When it happens. */
  summary: string;
  data: S;
  examples: z.input<S>[];
};

export const defineEvent = <S extends z.ZodMiniType>(event: EventContract<S>) => event;
