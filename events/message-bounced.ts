import { defineEvent } from "./event.ts";
import { exampleMessage, MessageData } from "./message-data.ts";

export const messageBounced = defineEvent({
  name: "message.bounced",
  version: 1,
  summary: "The mail came back: there is no such address, or its server refused it.",
  data: MessageData,
  examples: [exampleMessage],
  isPublished: true,
});
