import { matchesFields } from "#shared/audience/conditions/index.ts";
import { factsWhere, MESSAGE_FACTS } from "#shared/audience/events/index.ts";
import type { Definition } from "#shared/automation/language/index.ts";
import { isMessageEvent } from "#shared/messaging/messages/index.ts";
import { type Check, error, warning } from "./finding.ts";

/**
 * What a filter can tell apart mails by before they are made; with any of these as its key,
 * re-entry has an end.
 */
const KNOWN_FIELDS = ["sequence", "step", "template"] as const;
/** Events that follow a mail by themselves; after one that suppresses no other mail follows. */
const BY_ITSELF = factsWhere(({ event, tracked, suppresses }) => event && !tracked && !suppresses);
const UNASKED = BY_ITSELF.map((fact) => MESSAGE_FACTS[fact].event!.name);
/** Steps by which one sequence may set off another. */
const SETTING_OFF = ["send", "enroll", "emit"];

type Way = Extract<Definition["enter"][number], { event: string }>;

/**
 * Mails that let people in again make each other without end: an error where the sequence's own
 * mails do, a warning where those of others do and it may set these off.
 */
export const endlessEntry: Check = (definition, { id }) => {
  const { enter, reentry, steps } = definition;
  if (reentry === "never" || endsByItsKey(reentry)) return [];
  const setsOff = Object.values(steps).some(({ kind }) => SETTING_OFF.includes(kind));
  return enter.flatMap((way, i) => {
    if (!("event" in way) || !isMessageEvent(way.event)) return [];
    const path = `/enter/${i}`;
    const exclude = `exclude the sequence "${id}" with "where"`;
    if (isOwnMail(way, definition, id)) {
      const message = "the sequence's own mails start it again and again";
      return [error("endless-entry", path, message, `${exclude}, or set "reentry" to "never"`)];
    }
    if (!setsOff || typeof reentry === "object" || !UNASKED.includes(way.event)) return [];
    const message = "if this sequence starts one whose mails start it, the two never end";
    const remedy = 'set "reentry" to "never" or {"afterExit": …}';
    return [warning("endless-entry", path, message, remedy)];
  });
};

const endsByItsKey = (reentry: Definition["reentry"]) =>
  typeof reentry === "object" &&
  "perKey" in reentry &&
  KNOWN_FIELDS.some((field) => field === reentry.perKey);

/** Whether a mail of the sequence's own may come in this way; one to the team is no such event. */
function isOwnMail({ where = {} }: Way, { steps }: Definition, sequence: string): boolean {
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
