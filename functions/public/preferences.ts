import { readSuppression, resubscribe } from "#shared/audience/consent/index.ts";
import { addressHash } from "#shared/audience/profiles/index.ts";
import type { ContactLink } from "#shared/content/link-tokens/index.ts";
import { parseContactLink } from "#shared/content/link-tokens/index.ts";
import { reevaluation } from "#shared/queue/index.ts";
import { notFound, showPage } from "./page.ts";
import { type Path, type PublicWorld, readForm } from "./request.ts";
import { findProfile, stopMail } from "./stop-mail.ts";

type SubscriptionState = "subscribed" | "unsubscribed" | "closed";

/** The page for each state; `closed` can not be changed by the reader. */
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

/** `/p/{token}`: shows the subscription, with a button to change it. */
export const preferences: Path = {
  methods: ["GET", "HEAD", "POST"],
  answer: async (world, { payload, method, event }) => {
    const link = parseContactLink(payload);
    if (!link) return notFound();
    if (method === "POST") {
      const choice = readForm(event).get("subscribe");
      if (choice === "no") await stopMail(world, link);
      else if (choice === "yes") await startMail(world, link);
      else return showPage({ ...PAGES[await subscriptionState(world, link)], status: 400 });
    }
    return showPage(PAGES[await subscriptionState(world, link)]);
  },
};

/** Only the contact's current address may subscribe: an earlier one may have a new owner. */
async function subscriptionState(
  world: PublicWorld,
  { contact, address }: ContactLink,
): Promise<SubscriptionState> {
  const profile = await findProfile(world, contact);
  if (!profile || (await addressHash(world, profile.email)) !== address) return "closed";
  const suppression = profile.suppression ?? (await readSuppression(world, address));
  if (suppression && suppression.reason !== "unsubscribe") return "closed";
  return profile.subscribed && !suppression ? "subscribed" : "unsubscribed";
}

async function startMail(world: PublicWorld, link: ContactLink): Promise<void> {
  if ((await subscriptionState(world, link)) !== "unsubscribed") return;
  await resubscribe(world, link.contact, link.address, world.clock.now());
  await world.queue.send("work", [{ body: reevaluation(link.contact) }]);
}
