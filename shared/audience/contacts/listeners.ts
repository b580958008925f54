import { CONTACT_CREATED, CONTACT_UPDATED } from "#shared/audience/events/index.ts";
import type { Profile } from "#shared/audience/profiles/index.ts";
import {
  isListenedTo,
  type LiveDefinitions,
  listenedAttributes,
  listenersOf,
  readLiveDefinitions,
} from "#shared/platform/live-definitions/index.ts";
import type { TableReader } from "#shared/ports/table.ts";

/** Who listens to what changes about contacts. */
export type ContactListeners = {
  /** Attributes whose change may move anybody. */
  attributes: ReadonlySet<string>;
  /** Of what else is known of a contact, what may. */
  others: ReadonlySet<string>;
  /** Whether a new contact is news. */
  created: boolean;
  /** Whether people are judged by segments. */
  segments: boolean;
};

/** Who listens, by what is live. */
export function contactListenersOf(switches: LiveDefinitions): ContactListeners {
  const { isAnyLive } = listenersOf(switches);
  const segments = Object.values(switches.segments ?? {});
  const others = new Set<string>();
  // Anybody's wait may be for a local time.
  if (isAnyLive || segments.length > 0) others.add("timeZone");
  if (isListenedTo(switches, CONTACT_UPDATED))
    for (const name of ["subscribed", "email", "locale"]) others.add(name);
  return {
    attributes: listenedAttributes(switches),
    others,
    created: isListenedTo(switches, CONTACT_CREATED),
    segments: segments.length > 0,
  };
}

/** Who listens, read when first asked for and then kept: for all contacts that one call makes. */
export function readListenersOnce(world: {
  table: TableReader<"library">;
}): () => Promise<ContactListeners> {
  let found: Promise<ContactListeners> | undefined;
  return () => {
    found ??= readLiveDefinitions(world).then(({ data }) => contactListenersOf(data));
    return found;
  };
}

/** Whether a contact that was just written is to be looked at: also for what an earlier call left to be taken in. */
export const isHeard = (
  { pending, segments }: Profile,
  { existing }: { existing?: boolean },
  audience: ContactListeners,
): boolean =>
  pending !== undefined ||
  (audience.segments && segments === undefined) ||
  (existing === true && audience.attributes.size > 0);
