import { defineEvent } from "./event.ts";
import { exampleMessage, MessageData } from "./message-data.ts";

export const messageOpened = defineEvent({
  name: "message.opened",
  version: 1,
  summary: "A person opened the mail, where open tracking is on.",
  data: MessageData,
  examples: [exampleMessage],
});
