import type { MailHead } from "#shared/ports/renderer.ts";

/** A marketing mail to Ada, all but its content. */
export const HEAD: MailHead = {
  messageId: "c_0a1b_m8f3k2_9f8e7d6c",
  from: { name: "Dripstack News", email: "news@mail.example.com" },
  to: { name: "Ada Lovelace", email: "ada@example.org" },
  date: Date.UTC(2026, 8, 21, 14, 13, 20),
  class: "marketing",
  unsubscribeUrl: "https://mail.example.com/u/abc.def.ghi",
  feedbackId: "welcome:hello:marketing:dripstack",
};
