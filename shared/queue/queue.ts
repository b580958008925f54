import type { Queue as Port, QueueName } from "#shared/ports/queue.ts";
import type { DeliverMessage } from "./deliver.ts";
import type { FeedbackMessage } from "./feedback-messages/message.ts";
import type { ProviderRecord } from "./feedback-messages/provider-record.ts";
import type { WorkMessage } from "./work-messages/message.ts";

/** What each queue carries. */
type QueueMessages = {
  work: WorkMessage;
  "deliver-now": DeliverMessage;
  deliver: DeliverMessage;
  feedback: FeedbackMessage | ProviderRecord;
};

/** The `Queue` port with our messages, of the queues `Q`. */
export type Queue<Q extends QueueName = QueueName> = Port<QueueMessages, Q>;
