import { defineEvent } from "./event.ts";
import { exampleMessage, MessageData } from "./message-data.ts";

export const messageDelivered = defineEvent({
  name: "message.delivered",
  version: 1,
  summary: "The mailbox provider took the mail.",
  data: MessageData,
  examples: [exampleMessage],
  isPublished: true,
});
