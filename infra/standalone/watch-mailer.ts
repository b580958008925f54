import type { Mailer } from "#shared/ports/mailer.ts";

/**
 * The mailer, and a line through `say` whenever mail stops or starts to leave: an operator should
 * not have to read a contact's timeline to learn that the relay is down.
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

/** An answer may repeat an address: it is left out. */
const firstLine = (reason: string) =>
  reason
    .split(/[\r\n]/)[0]!
    .replaceAll(/\S+@\S+/g, "…")
    .slice(0, 120);
