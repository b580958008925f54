import { defineEvent } from "./event.ts";
import { exampleMessage, MessageData } from "./message-data.ts";

export const messageOpened = defineEvent({
  name: "message.opened",
  version: 1,
  summary: "A person opened the mail, where opens are tracked.",
  data: MessageData,
  examples: [exampleMessage],
  isPublished: true,
});
