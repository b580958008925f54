import { USER_AGENT } from "#test/support/chromium.ts";
import { type Call, settle } from "./call.ts";
import { A_DAY_EACH, PEOPLE } from "./people.ts";

type Event = { name: string; contactId: string; data: object };

const dayOf = (index: number) => index % A_DAY_EACH;
const cartOf = (index: number) => ({ cart_id: `K-${index}`, items: 2, total: 40 + index * 7 });

/** Two sign up; those before them do something; a third of the day's mails is read. */
export async function liveDay(call: Call, day: number): Promise<void> {
  for (const [index, person] of PEOPLE.entries())
    if (dayOf(index) === day) await signUp(call, person, index);
  const events = PEOPLE.flatMap(({ id }, index) => eventsOf(id, index, day - dayOf(index)));
  if (events.length > 0) await call("POST", "/v1/events", { events });
  await settle(call);
  for (const [index, { id }] of PEOPLE.entries()) {
    if (index % 4 !== 1 || day - dayOf(index) !== 5) continue;
    await call("PUT", `/v1/contacts/${id}`, { attributes: { plan: "pro" } });
    await settle(call);
  }
  if (day === 12) await mishaps(call);
  await readMails(call, day);
  await settle(call);
}

function eventsOf(contactId: string, index: number, age: number): Event[] {
  const of = (name: string, data: object): Event => ({ name, contactId, data });
  return [
    ...(age === 1 && index % 2 === 0 ? [of("project_created", { name: "Frühling" })] : []),
    ...(age === 3 && index % 4 === 0 ? [of("cart_updated", cartOf(index))] : []),
    ...(age === 4 && index % 8 === 0 ? [of("ordered", cartOf(index))] : []),
    ...(age === 5 && index % 4 === 1 ? [of("upgraded", { plan: "pro", amount: 290 })] : []),
  ];
}

async function signUp(call: Call, person: (typeof PEOPLE)[number], index: number): Promise<void> {
  const { id, email, timeZone, locale, ...names } = person;
  const seats = (index * 7) % 12;
  const trialEnds = new Date(Date.UTC(2026, 9, 5 + dayOf(index) + 14)).toISOString().slice(0, 10);
  const attributes = { ...names, plan: "trial", seats, trial_ends: trialEnds };
  await call("PUT", `/v1/contacts/${id}`, { email, timeZone, locale, attributes });
  await settle(call);
  const data = { source: seats % 2 ? "Suche" : "Empfehlung" };
  await call("POST", "/v1/events", { events: [{ contactId: id, name: "signed_up", data }] });
  await settle(call);
}

/** Addresses of the simulator bounce and complain. */
async function mishaps(call: Call): Promise<void> {
  for (const fate of ["bounce", "complaint"]) {
    const email = `${fate}+schmidt@simulator.amazonses.com`;
    await call("PUT", `/v1/contacts/${fate}`, { email, attributes: { first_name: "Käthe" } });
    await call("POST", "/v1/events", { events: [{ contactId: fate, name: "signed_up" }] });
    await settle(call);
  }
}

/** Some of the contacts follow the first link of each mail of the day. */
async function readMails(call: Call, day: number): Promise<void> {
  const { now } = await call("GET", "/v1/meta");
  const { items } = await call("GET", "/v1/mailbox?limit=20");
  for (const { to, at, links } of items) {
    const isNew = Date.parse(now) - Date.parse(at) < 86_400_000;
    const link = (links as string[]).find((one) => one.includes("/c/"));
    if (!isNew || !link || (to.length + day) % 3 !== 0) continue;
    await fetch(link, { headers: { "user-agent": USER_AGENT }, redirect: "manual" });
    await settle(call);
  }
}

/** A code that is none: the mail is held until the template or the data are mended. */
export const mailInvoice = (call: Call) =>
  call("POST", "/v1/messages", {
    to: PEOPLE[0]!.email,
    templateId: "invoice",
    data: { number: "2026-0147", code: "%%%" },
  });
