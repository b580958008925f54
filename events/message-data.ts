import * as z from "zod/mini";

/** What every event about a message says; `sequence` and `step` where a run sent it. */
export const messageFields = () => ({
  messageId: z.string(),
  sequence: z.optional(z.string()),
  step: z.optional(z.string()),
  campaign: z.optional(z.string()),
  template: z.string(),
});

export const MessageData = z.lazy(() => z.object(messageFields()));

export const exampleMessage = {
  messageId: "c_0mm94mtc0mwnnqxf0_mm94mtc0_LO8WQ9SGSAKHJsvQ",
  sequence: "welcome",
  step: "hello",
  template: "welcome-hello",
};
