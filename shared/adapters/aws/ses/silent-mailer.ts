import type { Mailer } from "#shared/ports/mailer.ts";

/**
 * The `Mailer` of a function that reconciles mails and sends none. SES reports by its feed and
 * can't be queried, so no SES client is needed.
 */
export const silentMailer: Pick<Mailer, "evidence" | "find"> = {
  evidence: "feed",
  find: async () => undefined,
};
