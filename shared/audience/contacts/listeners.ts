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

/** Which contact changes something live listens to. */
export type ContactListeners = {
  /** Attributes that sequences or segments read. */
  attributes: ReadonlySet<string>;
  /** Other contact fields that they read. */
  others: ReadonlySet<string>;
  /** `contact.created` is listened to. */
  created: boolean;
  /** There are segments. */
  segments: boolean;
};

/** The listeners of the live definitions. */
export function contactListenersOf(live: LiveDefinitions): ContactListeners {
  const { isAnyLive } = listenersOf(live);
  const segments = Object.values(live.segments ?? {});
  const others = new Set<string>();
  // Any live wait may depend on local time.
  if (isAnyLive || segments.length > 0) others.add("timeZone");
  if (isListenedTo(live, CONTACT_UPDATED))
    for (const name of ["subscribed", "email", "locale"]) others.add(name);
  return {
    attributes: listenedAttributes(live),
    others,
    created: isListenedTo(live, CONTACT_CREATED),
    segments: segments.length > 0,
  };
}

/** The listeners, read once: for all contacts of one call. */
export function readListenersOnce(world: {
  table: TableReader<"library">;
}): () => Promise<ContactListeners> {
  let listeners: Promise<ContactListeners> | undefined;
  return () => {
    listeners ??= readLiveDefinitions(world).then(({ data }) => contactListenersOf(data));
    return listeners;
  };
}

/**
 * Whether a contact just written needs a reevaluation, also for events that an earlier call left
 * pending.
 */
export const needsReevaluation = (
  { pending, segments }: Profile,
  { existing }: { existing?: boolean },
  listeners: ContactListeners,
): boolean =>
  pending !== undefined ||
  (listeners.segments && segments === undefined) ||
  (existing === true && listeners.attributes.size > 0);
