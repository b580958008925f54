import { type Naive, naive } from "#test/audience/conditions/naive.ts";

/** Whether that one happening is of the kind and passes the filter. */
export const happened = (
  one: Naive["history"][number],
  { event, where }: { event: string; where?: object | undefined },
): boolean => naive({ event, where }, { history: [one] } as unknown as Naive, one.at);
