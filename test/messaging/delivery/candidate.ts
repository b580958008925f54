import type { Profile } from "#shared/audience/profiles/index.ts";
import type { ContactSnapshot, Enrollment } from "#shared/automation/enrollments/index.ts";
import { messageId } from "#shared/kernel/ids.ts";
import type { Message } from "#shared/messaging/messages/index.ts";
import type { SendCandidate } from "#shared/messaging/policy/index.ts";
import type { LiveDefinitions, SendingState } from "#shared/platform/live-definitions/index.ts";
import type { Item } from "#shared/ports/table.ts";
import { START } from "#test/support/world.ts";

export const CONTACT = "c_0000000000000000a";

/**
 * A mail of the sequence `s`; by another `run` it is of another run, and by `bornAt` another mail.
 */
export const candidate = (
  run = "r1",
  bornAt = START,
  more: Partial<SendCandidate> = {},
): SendCandidate => ({
  id: messageId(CONTACT, bornAt, run),
  class: "marketing",
  source: { kind: "run", sequence: "s", entryKey: run, run, version: 1, step: "hello" },
  bornAt,
  attempt: 0,
  ...more,
});

/** The row of such a mail. */
export const rowOf = (mail: SendCandidate, state: Partial<Message>): Message =>
  ({ template: "t", facts: {}, status: "sent", ...mail, ...state }) as Message;

const item = <D>(data: D): Item<D> =>
  ({ table: "people", pk: "p", sk: "s", v: 1, version: 1, data }) as Item<D>;

/** A contact with those mails. */
export const personWith = (
  messages: Message[],
  profile: Partial<Profile> = {},
): ContactSnapshot => ({
  id: CONTACT,
  profile: item({
    id: CONTACT,
    email: "ada@example.com",
    attributes: {},
    subscribed: true,
    suppression: null,
    createdAt: 0,
    updatedAt: 0,
    ...profile,
  }),
  enrollments: [],
  messages: messages.map(item),
});

/** The run `r1` of such a mail, under way. */
export const enrollmentWith = (more: Partial<Enrollment>): Item<Enrollment> =>
  item({
    sequence: "s",
    entryKey: "r1",
    run: "r1",
    version: 1,
    startedAt: START,
    entry: { event: "e", id: "e", at: START },
    status: "active",
    step: "hello",
    arrivedAt: START,
    visits: {},
    sends: {},
    outbox: [],
    trail: [],
    exitedRuns: [],
    ...more,
  });

/** The sequence `s` is live under these rules. */
export const underRules = (sending: SendingState, timeZone?: string): LiveDefinitions => ({
  sequences: { s: { version: 1, state: "live", events: [], sending } },
  ...(timeZone !== undefined && { timeZone }),
});
