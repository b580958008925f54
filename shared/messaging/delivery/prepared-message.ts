import type { EntryEvent } from "#shared/audience/events/index.ts";
import {
  isOut,
  type Message,
  type MessageCore,
  type MessageSource,
  withoutProtocol,
} from "#shared/messaging/messages/index.ts";
import type { SendCandidate } from "#shared/messaging/policy/index.ts";
import type { OutboxEntry, OutboxRun, Snapshot } from "#shared/messaging/snapshot/index.ts";
import type { Rendered } from "#shared/ports/renderer.ts";
import type { Item } from "#shared/ports/table.ts";

/** A mail during one delivery: the contact as read, its row if it has one, and its draft. */
export type PreparedMessage = {
  id: string;
  snapshot: Snapshot;
  draft: Draft;
  /** The row version that the next write expects. */
  expect: "absent" | number;
};

/** What a message row is made from: an outbox entry, or the held row itself. */
export type Draft = SendCandidate & {
  template: string;
  row?: Message;
  /** The event that started the run: `event` in its template. */
  entry?: EntryEvent;
};

export type RenderedMessage = PreparedMessage & {
  mail: Pick<Rendered, "subject" | "dynamicLinks" | "notes">;
  templateVersion: number;
  raw: Rendered["raw"];
  from: string;
};

/**
 * Prepares a message from its held row, if due, or from a run's outbox. Undefined when it is
 * claimed, finished, held for longer, or was never decided.
 */
export function toPreparedMessage(
  id: string,
  snapshot: Snapshot,
  now: number,
): PreparedMessage | undefined {
  const item = snapshot.messages.find(({ data }) => data.id === id);
  if (item) return fromRow(item, snapshot, now);
  for (const { data } of snapshot.enrollments) {
    const mail = data.outbox.find(({ messageId }) => messageId === id);
    if (mail) return fromOutbox(mail, data, snapshot);
  }
  return undefined;
}

function fromRow(
  { data: row, version }: Item<Message>,
  snapshot: Snapshot,
  now: number,
): PreparedMessage | undefined {
  if (row.status !== "held" || row.until > now || isOut(row)) return undefined;
  return rowToDraft({ data: row, version }, snapshot);
}

/** A message's row as it was prepared, whatever its state. */
export function rowToDraft(
  { data: row, version }: Pick<Item<Message>, "data" | "version">,
  snapshot: Snapshot,
): PreparedMessage {
  const { id, class: kind, source, bornAt, template, attempt, team, needsConsent } = row;
  const entry = row.entry ?? entryOf(source, snapshot);
  const core = { id, class: kind, source, bornAt, template, attempt, team, needsConsent };
  const draft: Draft = { ...core, row, entry };
  return { id, snapshot, draft, expect: version };
}

function fromOutbox(mail: OutboxEntry, enrollment: OutboxRun, snapshot: Snapshot): PreparedMessage {
  const { messageId: id, to: team, run, version, step, template, bornAt } = mail;
  const { sequence, entryKey } = enrollment;
  const source: MessageSource = { kind: "run", sequence, entryKey, run, version, step };
  const entry = mail.entry ?? entryOf(source, snapshot);
  const kind = team === undefined ? "marketing" : "transactional";
  const draft: Draft = { id, class: kind, source, bornAt, template, attempt: 0, team, entry };
  return { id, snapshot, draft, expect: "absent" };
}

/** The entry event of the enrollment, while the mail's run is still the current one. */
function entryOf(source: MessageSource, snapshot: Snapshot): EntryEvent | undefined {
  if (source.kind !== "run") return undefined;
  return snapshot.enrollments.find(({ data }) => data.run === source.run)?.data.entry;
}

/** The row of a prepared message without its protocol state. */
export function rowOf({ draft }: PreparedMessage): MessageCore {
  const { id, class: kind, source, bornAt, template, attempt, team, row } = draft;
  const { entry: _entry, ...rest } = row ? withoutProtocol(row) : {};
  const facts = row?.facts ?? {};
  const toTeam = team !== undefined && { team, to: team };
  return { ...rest, id, class: kind, source, bornAt, template, attempt, facts, ...toTeam };
}

/** The recipient's address: the contact's, or the team member's. */
export const addressOf = ({ team }: SendCandidate, { profile }: Snapshot): string | undefined =>
  team ?? profile?.data.email;
