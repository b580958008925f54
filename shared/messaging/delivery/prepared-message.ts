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

/** A mail on its way through one delivery: the person as read, its own row if any, and what was made of it. */
export type PreparedMessage = {
  id: string;
  snapshot: Snapshot;
  draft: Draft;
  /** The version of its row that the next write expects. */
  expect: "absent" | number;
};

/** What a message row starts from: the outbox entry, or the held row itself. */
export type Draft = SendCandidate & {
  template: string;
  row?: Message;
  /** What made its run start: what its template sees as `event`. */
  entry?: EntryEvent;
};

export type RenderedMessage = PreparedMessage & {
  mail: Pick<Rendered, "subject" | "dynamicLinks" | "notes">;
  templateVersion: number;
  raw: Rendered["raw"];
  from: string;
};

/**
 * The prepared message of an id: from a held row that may go, or from the outbox of a run. Undefined for all
 * else: claimed already, finished, held for longer, or in no outbox (so never decided).
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

/** The enrollment's own entry, while it is still the run that the mail is of. */
function entryOf(source: MessageSource, snapshot: Snapshot): EntryEvent | undefined {
  if (source.kind !== "run") return undefined;
  return snapshot.enrollments.find(({ data }) => data.run === source.run)?.data.entry;
}

/** The row of a prepared message, apart from its protocol state. */
export function rowOf({ draft }: PreparedMessage): MessageCore {
  const { id, class: kind, source, bornAt, template, attempt, team, row } = draft;
  const { entry: _entry, ...rest } = row ? withoutProtocol(row) : {};
  const facts = row?.facts ?? {};
  const toTeam = team !== undefined && { team, to: team };
  return { ...rest, id, class: kind, source, bornAt, template, attempt, facts, ...toTeam };
}

/** Where the mail goes: to its person, or to somebody of the team. */
export const addressOf = ({ team }: SendCandidate, { profile }: Snapshot): string | undefined =>
  team ?? profile?.data.email;
