import { suppress } from "#shared/audience/consent/index.ts";
import { addressHash } from "#shared/audience/profiles/index.ts";
import { readMessage } from "#shared/messaging/messages/index.ts";
import type { Action } from "../change.ts";
import { MAILS } from "../state.ts";
import { invoke, type Stage, TO } from "./stage.ts";

/**
 * What happens to the workers from outside, by the model's name for it: done at once, and to its
 * end.
 */
export const OUTSIDE: Record<string, (stage: Stage, action: Action) => Promise<void>> = {
  unsubscribes: async ({ world, clock }) => {
    const hash = await addressHash(world, TO);
    await suppress(world, hash, { reason: "unsubscribe", at: clock.now() }, "person");
  },
  "run exits": async ({ world, contact, clock }) => {
    const event = { contact, id: "cancelled-1", name: "cancelled", at: clock.now(), data: {} };
    await invoke(world, "work", { event });
  },
  feedback: async ({ world, bag, clock }, { mail }) => {
    const id = bag.mails[mail!]!;
    const attempt = (await readMessage(world, id))!.data.attempt;
    await invoke(world, "feedback", delivered(id, attempt, clock.now()));
  },
  "a minute passes": (stage) => passTo(stage, ["held"]),
  "five minutes pass": (stage) => passTo(stage, ["held", "sending"]),
};

/** Moves the clock to where the last of those rows has waited long enough. */
async function passTo({ world, bag, clock }: Stage, statuses: string[]): Promise<void> {
  for (const mail of MAILS) {
    const row = bag.mails[mail] ? (await readMessage(world, bag.mails[mail]))?.data : undefined;
    if (!row || !statuses.includes(row.status)) continue;
    if (row.status === "held") clock.at = Math.max(clock.at, row.until);
    if (row.status === "sending") clock.at = Math.max(clock.at, row.leaseEndsAt);
  }
}

/** The provider's word of a delivery, as SES writes it. */
function delivered(message: string, attempt: number, at: number): object {
  const timestamp = new Date(at).toISOString();
  return {
    eventType: "Delivery",
    mail: {
      timestamp,
      source: "model@example.com",
      messageId: "p",
      destination: [TO],
      tags: { workspace: ["main"], message: [message], attempt: [String(attempt)] },
    },
    delivery: { timestamp, recipients: [TO], processingTimeMillis: 1, smtpResponse: "250 ok" },
  };
}
