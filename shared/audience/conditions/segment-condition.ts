import * as z from "zod/mini";
import { type Reads, readsOf } from "./reads.ts";
import { Condition } from "./schema.ts";

const isOfRun = ({ entry, began }: Reads) => entry.size > 0 || began;

/** A condition on a contact, outside any run: it cannot read the entry event. */
export const SegmentCondition = Condition.check(
  z.refine((condition) => !isOfRun(readsOf(condition)), {
    error: '"entry" is of a run: a segment has none',
    abort: true,
  }),
);
