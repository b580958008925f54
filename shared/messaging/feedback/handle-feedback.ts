import * as z from "zod/mini";
import { english } from "#shared/kernel/english.ts";
import { InvalidInput } from "#shared/kernel/errors.ts";
import { FeedbackMessage, type ReconcileReference } from "#shared/queue/index.ts";
import { parseSesEvent } from "./parse-ses.ts";
import { classifyClicks, recordOpen, recordRawClick } from "./record-click.ts";
import { recordFeedback } from "./record-feedback.ts";
import { unwrapSes } from "./unwrap-ses.ts";
import type { FeedbackWorld } from "./world.ts";

/**
 * Handles one message of the `feedback` queue. Returns the mails in it that the caller must
 * reconcile.
 * @throws InvalidInput for an unknown body
 */
export async function handleFeedback(
  world: FeedbackWorld,
  body: unknown,
): Promise<ReconcileReference[]> {
  if (unwrapSes(body)) {
    for (const event of parseSesEvent(body)) await recordFeedback(world, event);
    return [];
  }
  const { data, error } = FeedbackMessage.safeParse(body, english);
  if (!data)
    throw new InvalidInput(`not a message of the feedback queue: ${z.prettifyError(error)}`);
  if ("due" in data) return data.due;
  if ("hit" in data) await recordRawClick(world, data.hit);
  else if ("open" in data) await recordOpen(world, data.open);
  else await classifyClicks(world, data.judge.message);
  return [];
}
