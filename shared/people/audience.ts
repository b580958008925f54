import { listenedAttributes, type Switches } from "#shared/workspace/index.ts";
import { CONTACT_UPDATED } from "./own-events.ts";
import type { Profile } from "./profile.ts";

/** Who listens to what changes about contacts. */
export type Audience = {
  /** Attributes whose change may move anybody. */
  attributes: ReadonlySet<string>;
  /** Of what else is known of a contact, what may. */
  others: ReadonlySet<string>;
  /** Whether people are judged by segments. */
  segments: boolean;
};

/** For what makes contacts in passing: the event that did is worth a look anyway. */
export const NOBODY: Audience = { attributes: new Set(), others: new Set(), segments: false };

/** Who listens, by what is live. */
export function audienceOf(switches: Switches): Audience {
  const live = Object.values(switches.sequences).filter(({ state }) => state === "live");
  const segments = Object.values(switches.segments ?? {});
  const listens = [...live, ...segments].some(({ events }) => events.includes(CONTACT_UPDATED));
  const others = new Set<string>();
  // Anybody's wait may be for a local time.
  if (live.length + segments.length > 0) others.add("timeZone");
  if (listens) for (const name of ["subscribed", "email", "locale"]) others.add(name);
  return { attributes: listenedAttributes(switches), others, segments: segments.length > 0 };
}

/** Whether a contact that was just written is to be looked at: also for what an earlier call left to be taken in. */
export const isNews = (
  { pending, segments }: Profile,
  { existing }: { existing?: boolean },
  audience: Audience,
): boolean =>
  pending !== undefined ||
  (audience.segments && segments === undefined) ||
  (existing === true && audience.attributes.size > 0);
