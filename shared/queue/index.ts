/** The messages of every queue: one schema and one constructor each, for sender and receiver. */
export { DeliverMessage, deliverMails } from "./deliver.ts";
export { dueMessage } from "./due.ts";
export { detectBots } from "./feedback/bot-check.ts";
export { FeedbackMessage } from "./feedback/message.ts";
export { type ProviderRecord, providerRecord } from "./feedback/provider-record.ts";
export { type RawClick, rawClick } from "./feedback/raw-click.ts";
export { type RawOpen, rawOpen } from "./feedback/raw-open.ts";
export type { Queue, QueueMessages } from "./queue.ts";
export type { ReconcileReference, Reference, WorkReference } from "./reference.ts";
export type { RequestOrigin } from "./request-origin.ts";
export {
  MAX_REQUESTS,
  WebhookCalls,
  type WebhookRequest,
  webhookCalls,
} from "./webhook-calls.ts";
export { erasureSweep } from "./work/erasure-sweep.ts";
export { type FanOutPage, fanOutPage } from "./work/fan-out-page.ts";
export { incomingEvent } from "./work/incoming-event.ts";
export { type JobPage, jobPage } from "./work/job-page.ts";
export { WorkMessage } from "./work/message.ts";
export { ownEvent } from "./work/own-event.ts";
export type { QueuedEvent } from "./work/queued-event.ts";
export { reevaluation } from "./work/reevaluation.ts";
export { type Migration, runMigration } from "./work/run-migration.ts";
export { type Removal, runRemoval } from "./work/run-removal.ts";
export { type WebhookResult, webhookResult } from "./work/webhook-result.ts";
