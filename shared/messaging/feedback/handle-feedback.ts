import * as z from "zod/mini";
import { english } from "#shared/kernel/english.ts";
import { InvalidInput } from "#shared/kernel/errors.ts";
import { isMessageId } from "#shared/kernel/ids.ts";
import { parseSesEvent } from "./parse-ses.ts";
import { recordFeedback } from "./record-feedback.ts";
import { judge, recordHit, recordOpen } from "./record-hit.ts";
import { unwrapSes } from "./unwrap-ses.ts";
import type { FeedbackWorld } from "./world.ts";

const message = z.string().check(z.refine(isMessageId));
const natural = z.int().check(z.nonnegative());
const seen = { message, at: natural, machine: z.boolean() };
const Hit = z.strictObject({ hit: z.strictObject({ ...seen, link: natural }) });
const Open = z.strictObject({ open: z.strictObject(seen) });
const Judge = z.strictObject({ judge: z.strictObject({ message }) });
const Due = z.strictObject({ due: z.array(z.unknown()) });
const Body = z.union([Hit, Open, Judge, Due]);

/** What our own functions put on `feedback`. */
export type FeedbackBody = z.infer<typeof Hit> | z.infer<typeof Open> | z.infer<typeof Judge>;

/**
 * Works off one message of the `feedback` queue. `look` says that it holds due references, which are another's.
 * @throws InvalidInput when the body is nothing that we know
 */
export async function handleFeedback(
  world: FeedbackWorld,
  body: unknown,
): Promise<"done" | "look"> {
  if (unwrapSes(body)) {
    for (const event of parseSesEvent(body)) await recordFeedback(world, event);
    return "done";
  }
  const { data, error } = Body.safeParse(body, english);
  if (!data) throw new InvalidInput(`not a body of feedback: ${z.prettifyError(error)}`);
  if ("due" in data) return "look";
  if ("hit" in data) await recordHit(world, data.hit);
  else if ("open" in data) await recordOpen(world, data.open);
  else await judge(world, data.judge.message);
  return "done";
}
