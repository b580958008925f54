import { readSuppression } from "#shared/audience/consent/index.ts";
import {
  addressHash,
  type LookupWorld,
  type Suppression,
} from "#shared/audience/profiles/index.ts";
import { parseDuration } from "#shared/kernel/duration.ts";
import { HOUR_MS } from "#shared/kernel/time.ts";
import { readMessagesBetween } from "#shared/messaging/messages/index.ts";
import { MESSAGE_WINDOW_MS, type Snapshot } from "#shared/messaging/snapshot/index.ts";
import type { LiveDefinitions } from "#shared/platform/live-definitions/index.ts";
import type { TableReader } from "#shared/ports/table.ts";
import { MAX_AGE_MS, runOf, type SendCandidate } from "./send-candidate.ts";

/**
 * A contact with all that a send decision needs; for a mail to the team, also the suppression of
 * its address.
 */
export type Recipient = Snapshot & { team?: Suppression | null };

/** For clock error and a lease. */
const SLACK_MS = HOUR_MS;

/** Completes a contact's snapshot for the decision on a mail; most mails need no further read. */
export async function readRecipient(
  world: LookupWorld & { table: TableReader<"people" | "index"> },
  mail: SendCandidate,
  snapshot: Snapshot,
  { sequences }: LiveDefinitions,
  now: number,
): Promise<Recipient> {
  if (mail.team !== undefined) {
    return { ...snapshot, team: await readSuppression(world, await addressHash(world, mail.team)) };
  }
  const cap = sequences[runOf(mail)?.sequence ?? ""]?.sending?.cap;
  if (!cap) return snapshot;
  // A mail sent within the cap's period may have been decided up to the maximum age earlier.
  const from = now - parseDuration(cap.per) - MAX_AGE_MS - SLACK_MS;
  const to = now - MESSAGE_WINDOW_MS;
  if (from >= to) return snapshot;
  // Mails this old are never claimed again, so an eventually consistent read is enough.
  const older = await readMessagesBetween(world, snapshot.id, from, to);
  const known = new Set(snapshot.messages.map(({ data }) => data.id));
  return {
    ...snapshot,
    messages: [...snapshot.messages, ...older.filter(({ data }) => !known.has(data.id))],
  };
}
