import * as z from "zod/mini";
import { defineEvent } from "./event.ts";

export const contactUnsubscribed = defineEvent({
  name: "contact.unsubscribed",
  version: 1,
  summary: "The person unsubscribed, by the link in a mail or the button of their mail program.",
  data: z.lazy(() => z.object({})),
  examples: [{}],
});
