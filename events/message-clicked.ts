import * as z from "zod";
import { defineEvent } from "./event.ts";
import { exampleMessage, MessageData } from "./message-data.ts";

export const messageClicked = defineEvent({
  name: "message.clicked",
  version: 1,
  summary: "A person followed a link of the mail; once for each link.",
  data: MessageData.extend({ link: z.url().optional(), human: z.literal(true).optional() }),
  examples: [{ ...exampleMessage, link: "https://example.com/tour", human: true }],
});
