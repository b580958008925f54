import type { Mailer } from "#shared/ports/mailer.ts";

/**
 * The `Mailer` of a function that looks at what became of mails and sends none: SES tells by its feed and can not
 * be asked, so nothing is called, and the function needs no SES client.
 */
export const silentMailer: Pick<Mailer, "evidence" | "find"> = {
  evidence: "feed",
  find: async () => undefined,
};
