import { MINUTE_MS } from "#shared/kernel/time.ts";

const HOUR_MS = 60 * MINUTE_MS;

/** How people come: batches are as full as the queues are, so a mail's cost hangs on it. */
export type Shape = {
  says: string;
  /** When each of `people` signs up, from the start (milliseconds). */
  arrivals: (people: number) => number[];
};

/** A trickle costs the same per contact: more people would only take more days. */
const TRICKLE_PEOPLE = 1_000;

const spread = (people: number, overMs: number) =>
  Array.from({ length: people }, (_, i) => Math.floor((i * overMs) / people));

export const SHAPES = {
  hour: {
    says: "all sign up within one hour, evenly (the headline)",
    arrivals: (people) => spread(people, HOUR_MS),
  },
  minute: {
    says: "all sign up within one minute",
    arrivals: (people) => spread(people, MINUTE_MS),
  },
  trickle: {
    says: `one signs up each minute (${TRICKLE_PEOPLE} people at most)`,
    arrivals: (people) => {
      const some = Math.min(people, TRICKLE_PEOPLE);
      return spread(some, some * MINUTE_MS);
    },
  },
} satisfies Record<string, Shape>;
export type ShapeName = keyof typeof SHAPES;
