import type { ReconcileReference } from "#shared/queue/index.ts";
import type { ReceivedFeedback } from "./parse-feedback.ts";
import { classifyClicks, recordOpen, recordRawClick } from "./record-click.ts";
import { recordFeedback } from "./record-feedback.ts";
import type { FeedbackWorld } from "./world.ts";

/**
 * Handles one message of the `feedback` queue. Returns the mails in it that the caller must
 * reconcile.
 */
export async function handleFeedback(
  world: FeedbackWorld,
  message: ReceivedFeedback,
): Promise<ReconcileReference[]> {
  if ("reported" in message) {
    for (const event of message.reported) await recordFeedback(world, event);
  } else if ("due" in message) return message.due;
  else if ("click" in message) await recordRawClick(world, message.click);
  else if ("open" in message) await recordOpen(world, message.open);
  else await classifyClicks(world, message.detectBots.message);
  return [];
}
