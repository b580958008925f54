import * as z from "zod/mini";
import { type Reads, readsOf } from "./reads.ts";
import { Condition } from "./schema.ts";

const isOfRun = ({ entry, began }: Reads) => entry.size > 0 || began;

/** A condition of a person whatever runs they are in: it can not ask for what started one. */
export const SegmentCondition = Condition.check(
  z.refine((condition) => !isOfRun(readsOf(condition)), {
    error: '"entry" is of a run: a segment has none',
    abort: true,
  }),
);
