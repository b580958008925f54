/** Feedback after a mail was sent: provider events, opens and clicks. */
export { addFact, setFact } from "./add-fact.ts";
export { markBots } from "./detect-bots.ts";
export type { Feedback } from "./feedback.ts";
export { findLink } from "./find-link.ts";
export { handleFeedback } from "./handle-feedback.ts";
export { isMachineAgent } from "./is-machine-agent.ts";
export { parseFeedback, type ReceivedFeedback } from "./parse-feedback.ts";
export { parseSesEvent } from "./parse-ses.ts";
export { recordFeedback } from "./record-feedback.ts";
export type { FeedbackWorld } from "./world.ts";
