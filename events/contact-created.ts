import * as z from "zod/mini";
import { defineEvent } from "./event.ts";

export const contactCreated = defineEvent({
  name: "contact.created",
  version: 1,
  summary: "The contact was created, and not imported.",
  data: z.lazy(() => z.object({})),
  examples: [{}],
});
