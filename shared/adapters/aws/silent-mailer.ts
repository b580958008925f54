import { Defect } from "#shared/kernel/errors.ts";
import type { Mailer } from "#shared/ports/mailer.ts";

/**
 * The `Mailer` of a function that looks at what became of mails and sends none: SES tells by its feed and can not
 * be asked, so nothing is called, and the function needs no SES client.
 */
export const silentMailer: Mailer = {
  evidence: "feed",
  concurrency: 1,
  send: async () => ({ kind: "refused", reason: "this function sends no mail", retryable: true }),
  ratePerSecond: () => Promise.reject(new Defect("this function sends no mail")),
  find: async () => undefined,
};
