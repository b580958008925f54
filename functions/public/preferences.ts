import { readSuppression, resubscribe } from "#shared/audience/consent/index.ts";
import { addressHash } from "#shared/audience/profiles/index.ts";
import type { ContactLink } from "#shared/content/link-tokens/index.ts";
import { parsePerson } from "#shared/content/link-tokens/index.ts";
import { reevaluation } from "#shared/queue/index.ts";
import { notFound, showPage } from "./page.ts";
import { type Path, type PublicWorld, readForm } from "./request.ts";
import { findProfile, stopMail } from "./stop-mail.ts";

type Standing = "subscribed" | "unsubscribed" | "closed";

/** What can be shown for each standing; `closed` is what a person can't undo here. */
const PAGES = {
  subscribed: {
    title: "Your mails",
    text: "You are subscribed.",
    button: { label: "Unsubscribe", field: { name: "subscribe", value: "no" } },
  },
  unsubscribed: {
    title: "Your mails",
    text: "You are not subscribed.",
    button: { label: "Subscribe again", field: { name: "subscribe", value: "yes" } },
  },
  closed: {
    title: "Your mails",
    text: "You are not subscribed: no mail goes to the address that this link was sent to.",
  },
};

/** `/p/{token}`: whether a person is subscribed, and the button to change it. */
export const preferences: Path = {
  methods: ["GET", "HEAD", "POST"],
  answer: async (world, { payload, method, event }) => {
    const person = parsePerson(payload);
    if (!person) return notFound();
    if (method === "POST") {
      const choice = readForm(event).get("subscribe");
      if (choice === "no") await stopMail(world, person);
      else if (choice === "yes") await startMail(world, person);
      else return showPage({ ...PAGES[await standingOf(world, person)], status: 400 });
    }
    return showPage(PAGES[await standingOf(world, person)]);
  },
};

/** Only who reads the contact's own address may subscribe it: an older address may be another's by now. */
async function standingOf(
  world: PublicWorld,
  { contact, address }: ContactLink,
): Promise<Standing> {
  const profile = await findProfile(world, contact);
  if (!profile || (await addressHash(world, profile.email)) !== address) return "closed";
  const suppression = profile.suppression ?? (await readSuppression(world, address));
  if (suppression && suppression.reason !== "unsubscribe") return "closed";
  return profile.subscribed && !suppression ? "subscribed" : "unsubscribed";
}

async function startMail(world: PublicWorld, person: ContactLink): Promise<void> {
  if ((await standingOf(world, person)) !== "unsubscribed") return;
  await resubscribe(world, person.contact, person.address, world.clock.now());
  await world.queue.send("work", [{ body: reevaluation(person.contact) }]);
}
