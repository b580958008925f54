import { defineEvent } from "./event.ts";
import { exampleMessage, MessageData } from "./message-data.ts";

export const messageComplained = defineEvent({
  name: "message.complained",
  version: 1,
  summary: "The reader called the mail spam.",
  data: MessageData,
  examples: [exampleMessage],
  isPublished: true,
});
