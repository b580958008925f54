import { matchesFields } from "#shared/audience/conditions/index.ts";
import { factsWhere, MESSAGE_FACTS } from "#shared/audience/events/index.ts";
import type { Definition } from "#shared/automation/language/index.ts";
import { isMessageEvent } from "#shared/messaging/messages/index.ts";
import { type Check, error, warning } from "./finding.ts";
import { NEVER_AGAIN } from "./fixes.ts";

/** Fields of a mail that are known before it exists; with one of them as its key, re-entry ends. */
const KNOWN_FIELDS = ["sequence", "step", "template"] as const;
/** Events that follow a mail by themselves, except those that suppress the contact. */
const FACTS = factsWhere(({ event, tracked, suppresses }) => event && !tracked && !suppresses);
const AUTOMATIC = FACTS.map((fact) => MESSAGE_FACTS[fact].event!.name);
/** Steps by which one sequence may start another. */
const STARTING_STEPS = ["send", "enroll", "emit"];

type EventTrigger = Extract<Definition["enter"][number], { event: string }>;

/**
 * Mails that start runs that send mails, without end: an error for the sequence's own mails, a
 * warning for those of others that it may start.
 */
export const endlessEntry: Check = (definition, { id }) => {
  const { enter, reentry, steps } = definition;
  if (reentry === "never" || endsByItsKey(reentry)) return [];
  const mayStartOthers = Object.values(steps).some(({ kind }) => STARTING_STEPS.includes(kind));
  return enter.flatMap((trigger, i) => {
    if (!("event" in trigger) || !isMessageEvent(trigger.event)) return [];
    const path = `/enter/${i}`;
    const exclude = `exclude the sequence "${id}" with "where"`;
    if (isOwnMail(trigger, definition, id)) {
      const message = "the sequence's own mails start it again and again";
      const remedy = `${exclude}, or set "reentry" to "never"`;
      return [error("endless-entry", path, message, remedy, { fix: NEVER_AGAIN, values: { id } })];
    }
    if (!mayStartOthers || typeof reentry === "object" || !AUTOMATIC.includes(trigger.event))
      return [];
    const message = "if this sequence starts one whose mails start it, the two never end";
    const remedy = 'set "reentry" to "never" or {"afterExit": …}';
    return [warning("endless-entry", path, message, remedy, { fix: NEVER_AGAIN })];
  });
};

const endsByItsKey = (reentry: Definition["reentry"]) =>
  typeof reentry === "object" &&
  "perKey" in reentry &&
  KNOWN_FIELDS.some((field) => field === reentry.perKey);

/**
 * Whether a mail of the sequence itself matches this trigger; mails to the team cause no events.
 */
function isOwnMail({ where = {} }: EventTrigger, { steps }: Definition, sequence: string): boolean {
  const known = KNOWN_FIELDS.flatMap((field) => {
    const test = Object.hasOwn(where, field) ? where[field] : undefined;
    return test ? [[field, test] as const] : [];
  });
  const filter = Object.fromEntries(known);
  return Object.entries(steps).some(
    ([step, one]) =>
      one.kind === "send" && matchesFields({ sequence, step, template: one.template }, filter),
  );
}
