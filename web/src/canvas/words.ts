import type { Words as ConditionWords } from "../parts/condition/words.ts";
import type { texts as english } from "../text/en/steps.ts";
import type { Like } from "../text/like.ts";

/** What steps and triggers are described with, in one language. */
export type Words = { texts: Like<typeof english>; condition: ConditionWords };
