/** The messages of every queue: one schema and one constructor each, for sender and receiver. */
export { type DeliverMessage, deliverMails, parseDeliverMessage } from "./deliver.ts";
export { dueMessage } from "./due.ts";
export { detectBots } from "./feedback-messages/bot-check.ts";
export { type FeedbackMessage, parseFeedbackMessage } from "./feedback-messages/message.ts";
export { type ProviderRecord, providerRecord } from "./feedback-messages/provider-record.ts";
export { type RawClick, rawClick } from "./feedback-messages/raw-click.ts";
export { type RawOpen, rawOpen } from "./feedback-messages/raw-open.ts";
export type { Queue } from "./queue.ts";
export type { ReconcileReference, Reference, WorkReference } from "./reference.ts";
export type { RequestOrigin } from "./request-origin.ts";
export {
  MAX_REQUESTS,
  WebhookCalls,
  type WebhookRequest,
  webhookCalls,
} from "./webhook-calls.ts";
export { erasureSweep } from "./work-messages/erasure-sweep.ts";
export { type FanOutPage, fanOutPage } from "./work-messages/fan-out-page.ts";
export { incomingEvent } from "./work-messages/incoming-event.ts";
export { internalEvent } from "./work-messages/internal-event.ts";
export { type JobPage, jobPage } from "./work-messages/job-page.ts";
export { parseWorkMessage, type WorkMessage } from "./work-messages/message.ts";
export type { QueuedEvent } from "./work-messages/queued-event.ts";
export { reevaluation } from "./work-messages/reevaluation.ts";
export { type MigratingRun, runMigration } from "./work-messages/run-migration.ts";
export { type Removal, runRemoval } from "./work-messages/run-removal.ts";
export { type WebhookResult, webhookResult } from "./work-messages/webhook-result.ts";
