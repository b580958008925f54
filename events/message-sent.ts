import { defineEvent } from "./event.ts";
import { exampleMessage, MessageData } from "./message-data.ts";

export const messageSent = defineEvent({
  name: "message.sent",
  version: 1,
  summary: "The provider accepted the mail.",
  data: MessageData,
  examples: [exampleMessage],
  isPublished: true,
});
