import type { Mailer } from "#shared/ports/mailer.ts";

/**
 * Wraps the mailer and reports through `say` when mail stops or resumes leaving, so that an
 * operator need not read a timeline to learn that the relay is down.
 */
export function watchMailer(mailer: Mailer, say: (line: string) => void): Mailer {
  let isDown = false;
  return {
    evidence: mailer.evidence,
    concurrency: mailer.concurrency,
    find: mailer.find,
    ...(mailer.connect && { connect: mailer.connect }),
    send: async (mail) => {
      const outcome = await mailer.send(mail);
      const isStuck =
        outcome.kind === "unknown" || (outcome.kind === "refused" && outcome.retryable);
      if (isStuck && !isDown) {
        const end =
          outcome.kind === "unknown"
            ? "Whether it arrived is unknown, so that mail is not sent again by itself"
            : "It is held and tried again";
        say(`Mail does not leave: ${firstLine(outcome.reason)}. ${end}.`);
      }
      if (!isStuck && isDown) say("Mail leaves again.");
      isDown = isStuck;
      return outcome;
    },
  };
}

/** The provider's answer may contain an address: masks it. */
const firstLine = (reason: string) =>
  reason
    .split(/[\r\n]/)[0]!
    .replaceAll(/\S+@\S+/g, "…")
    .slice(0, 120);
