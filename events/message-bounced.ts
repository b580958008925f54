import { defineEvent } from "./event.ts";
import { exampleMessage, MessageData } from "./message-data.ts";

export const messageBounced = defineEvent({
  name: "message.bounced",
  version: 1,
  summary: "The mail came back: no such address, or nobody took it.",
  data: MessageData,
  examples: [exampleMessage],
});
