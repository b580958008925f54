import { type FeedbackMessage, parseFeedbackMessage } from "#shared/queue/index.ts";
import type { Feedback } from "./feedback.ts";
import { parseSesEvent } from "./parse-ses.ts";

/** A message of the `feedback` queue: one of ours, or what a provider's record reports. */
export type ReceivedFeedback = FeedbackMessage | { reported: Feedback[] };

/** @throws InvalidInput for an unknown body */
export function parseFeedback(body: unknown): ReceivedFeedback {
  const reported = parseSesEvent(body);
  return reported ? { reported } : parseFeedbackMessage(body);
}
