import * as z from "zod/mini";
import { defineEvent } from "./event.ts";
import { exampleMessage, messageFields } from "./message-data.ts";

export const messageClicked = defineEvent({
  name: "message.clicked",
  version: 1,
  summary: "A person followed a link in the mail; once for each link.",
  data: z.lazy(() =>
    z.object({
      ...messageFields(),
      link: z.optional(z.url()),
      human: z.optional(z.literal(true)),
    }),
  ),
  examples: [{ ...exampleMessage, link: "https://example.com/tour", human: true }],
  isPublished: true,
});
