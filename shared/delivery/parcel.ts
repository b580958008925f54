import type {
  Enrollment,
  Message,
  MessageClass,
  MessageSource,
  Person,
} from "#shared/people/index.ts";
import type { Rendered } from "#shared/ports/renderer.ts";
import type { Candidate } from "./may-mail.ts";

/** A mail on its way through one delivery: the person as read, its own row if any, and what was made of it. */
export type Parcel = {
  id: string;
  person: Person;
  draft: Draft;
  /** The version of its row that the next write expects. */
  expect: "absent" | number;
};

/** What a message row starts from: the outbox entry, or the held row itself. */
export type Draft = Candidate & {
  class: MessageClass;
  source: MessageSource;
  template: string;
  attempt: number;
  row?: Message;
  enrollment?: Enrollment;
};

export type RenderedParcel = Parcel & {
  mail: Rendered;
  templateVersion: number;
  raw: Uint8Array;
  from: string;
};

/**
 * The parcel for a message id: from a held row that may go, or from the outbox of a run. Undefined for all
 * else: claimed already, finished, held for longer, or in no outbox (so never decided).
 */
export function toParcel(id: string, person: Person, now: number): Parcel | undefined {
  const item = person.messages.find(({ data }) => data.id === id);
  if (item) {
    const row = item.data;
    if (row.status !== "held" || row.until > now) return undefined;
    const { class: kind, source, bornAt, template, attempt } = row;
    const draft: Draft = { id, class: kind, source, bornAt, template, attempt, row };
    return {
      id,
      person,
      draft: { ...draft, ...enrollmentOf(draft, person) },
      expect: item.version,
    };
  }
  for (const { data: enrollment } of person.enrollments) {
    const entry = enrollment.outbox.find(({ messageId }) => messageId === id);
    if (!entry) continue;
    const { sequence, entryKey } = enrollment;
    const { run, version, step, template, bornAt } = entry;
    const source: MessageSource = { kind: "run", sequence, entryKey, run, version, step };
    const draft: Draft = {
      id,
      class: "marketing",
      source,
      bornAt,
      template,
      attempt: 0,
      enrollment,
    };
    return { id, person, draft, expect: "absent" };
  }
  return undefined;
}

function enrollmentOf({ source }: Draft, person: Person): { enrollment?: Enrollment } {
  if (source.kind !== "run") return {};
  const item = person.enrollments.find(
    ({ data }) => data.sequence === source.sequence && data.entryKey === source.entryKey,
  );
  return item ? { enrollment: item.data } : {};
}

/** The row of a parcel, apart from its protocol state. */
export function rowOf({ draft }: Parcel): Omit<Message, "status"> {
  const { id, class: kind, source, bornAt, template, attempt, row } = draft;
  return {
    ...row,
    id,
    class: kind,
    source,
    bornAt,
    template,
    attempt,
    facts: row?.facts ?? {},
  } as Omit<Message, "status">;
}
