import type { Facts } from "#shared/audience/conditions/index.ts";
import { publicId } from "#shared/audience/profiles/index.ts";
import type { RunContact } from "#shared/automation/runs/index.ts";
import type { LiveDefinitions } from "#shared/platform/live-definitions/index.ts";
import { toFacts } from "./facts.ts";
import type { PlanSnapshot } from "./snapshot.ts";

/** The contact as conditions see it, with its newly evaluated `segments`. */
export function factsOf(
  { contact, assumedSegments }: PlanSnapshot,
  { timeZone }: LiveDefinitions,
  events: Facts["events"],
  segments?: ReadonlySet<string>,
): Facts {
  const facts = toFacts(contact.profile!.data, timeZone, events);
  if (segments) facts.segments = segments;
  if (assumedSegments?.size) facts.segments = assumedSegments.union(facts.segments);
  return facts;
}

/** The contact as runs see it. */
export function toRunContact(
  { contact, mails, definitions }: PlanSnapshot,
  { attributes: declared }: LiveDefinitions,
  facts: Facts,
): RunContact {
  const { data: profile } = contact.profile!;
  const { email } = profile;
  const { winnerOf } = definitions;
  const identity = { id: publicId(profile), email };
  return {
    contact: contact.id,
    identity,
    facts,
    mails,
    declared,
    ...(winnerOf && { winnerOf }),
  };
}
