import * as z from "zod/mini";

/** What every event about a message says; `sequence` and `step` where a run sent it. */
export const MessageData = z.object({
  contactId: z.string(),
  messageId: z.string(),
  sequence: z.optional(z.string()),
  step: z.optional(z.string()),
  template: z.string(),
});

export const exampleMessage = {
  contactId: "c_0mm94mtc0mwnnqxf0",
  messageId: "c_0mm94mtc0mwnnqxf0_mm94mtc0_LO8WQ9SGSAKHJsvQ",
  sequence: "welcome",
  step: "hello",
  template: "welcome-hello",
};
