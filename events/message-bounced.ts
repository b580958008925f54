import { defineEvent } from "./event.ts";
import { exampleMessage, MessageData } from "./message-data.ts";

export const messageBounced = defineEvent({
  name: "message.bounced",
  version: 1,
  summary: "The mail came back: the address does not exist, or its server refused the mail.",
  data: MessageData,
  examples: [exampleMessage],
  isPublished: true,
});
