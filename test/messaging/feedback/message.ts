import type { World } from "#functions/runtime/world.ts";
import { putContact } from "#shared/audience/contacts/index.ts";
import type { Profile } from "#shared/audience/profiles/index.ts";
import { putTemplate } from "#shared/content/templates/index.ts";
import { messageId } from "#shared/kernel/ids.ts";
import { MESSAGE_EVENTS, type Message, putMessage } from "#shared/messaging/messages/index.ts";
import {
  changeLiveDefinitions,
  readLiveDefinitions,
} from "#shared/platform/live-definitions/index.ts";
import { writeSettings } from "#shared/platform/settings/index.ts";
import type { CompiledTemplate } from "#shared/ports/renderer.ts";
import { START } from "#test/support/world.ts";

export const CONTACT = "c_0000000000000000a";

/** A message that was handed to the provider, whose answer is not known yet. */
export const makeMessage = (contact = CONTACT): Message => ({
  id: messageId(contact, START, "run-1", "hello"),
  class: "marketing",
  source: {
    kind: "run",
    sequence: "welcome",
    entryKey: "-",
    run: "run-1",
    version: 1,
    step: "hello",
  },
  template: "welcome-hello",
  templateVersion: 1,
  bornAt: START,
  attempt: 1,
  to: "ada@example.com",
  subject: "Hello",
  facts: { claimedAt: START },
  links: { 1: "https://example.com/for/ada" },
  status: "sending",
  token: "t.0",
  leaseEndsAt: START + 300_000,
});

export const LINKS = [
  { url: "https://example.com/one" },
  { liquid: "https://example.com/for/{{ contact.first_name }}" },
  { url: "https://example.com/three" },
  { url: "javascript:alert(1)" },
];

/**
 * A contact with one message on its way, whose links go to LINKS; a live sequence listens to
 * everything.
 */
export async function sendOne(world: World): Promise<{ profile: Profile; message: Message }> {
  const profile = await putContact(world, "ada", { email: "ada@example.com" });
  const message = makeMessage(profile.id);
  const compiled: CompiledTemplate = {
    hash: "hash-1",
    subject: "Hello",
    html: "",
    text: "",
    links: LINKS,
    variables: [],
    hosts: ["example.com"],
  };
  await putTemplate(world, message.template, { subject: "Hello", html: "" }, compiled, START);
  await world.table.write([putMessage(message, "absent")]);
  const sequences = { welcome: { version: 1, state: "live" as const, events: MESSAGE_EVENTS } };
  await changeLiveDefinitions(world, await readLiveDefinitions(world), { sequences }, [], START);
  await writeSettings(world, { trackOpens: true });
  return { profile, message };
}
