import { contactData } from "#shared/messaging/delivery/index.ts";
import { runOf } from "#shared/messaging/policy/index.ts";
import type { OpenMail, Simulation } from "./simulation.ts";

/** What the template of a mail would be given at this instant, for a preview of it. */
export function mailData(
  { contact, live, entryData }: Simulation,
  { candidate }: Pick<OpenMail, "candidate">,
): Record<string, unknown> {
  const id = runOf(candidate)?.run;
  const run = contact.enrollments.find(({ data }) => data.run === id)?.data;
  const event = run?.entry.data ?? (id === undefined ? undefined : entryData.get(id));
  return { contact: contactData(contact.profile!.data, live.timeZone), event: event ?? {} };
}
