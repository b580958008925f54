import PostalMime from "postal-mime";
import { eventually } from "../../machine/eventually.ts";
import { read } from "../examples.ts";
import type { Stage } from "../stage.ts";

/** Has a team, and makes a project on the second day. */
export const OLGA = "olga";
/** Makes none. */
export const OMAR = "omar";
/** Where both live. */
export const ZONE = "Asia/Tokyo";

/** The templates of the mails that a contact got from this story's sequences, in order. */
export const mailsOf = async (stage: Stage, name: string): Promise<string[]> =>
  (await datedMailsOf(stage, name)).map(({ template }) => template);

/** The same, each with the instant that its `Date` tells (epoch milliseconds). */
export async function datedMailsOf(stage: Stage, name: string) {
  const ids = ["trial", "onboarding"] as const;
  const written = await Promise.all(
    ids.map(async (id) => JSON.parse(await read(id, "templates.json"))),
  );
  const named = new Map(written.flat().map(({ id, subject }) => [subject, id]));
  const mails = stage.door.mailsTo(`${name}@example.com`);
  const parsed = await Promise.all(mails.map(({ raw }) => PostalMime.parse(raw)));
  return parsed.flatMap(({ subject, date }) => {
    const template: string | undefined = named.get(subject);
    return template ? [{ template, at: Date.parse(date!) }] : [];
  });
}

export const attributesOf = async ({ app }: Stage, name: string) =>
  (await app.call("GET", `/v1/contacts/${name}`)).body.attributes;

/** Waits until they stand on a step of the second version. */
export const stands = (stage: Stage, step: string, ...names: string[]) =>
  eventually(120, `${names} on ${step}`, async () => {
    const { body } = await stage.app.call("GET", "/v1/sequences/onboarding/enrollments");
    type Inside = { contactId: string; step: string; version: number };
    const there = body.items.filter((one: Inside) => one.step === step && one.version === 2);
    return names.every((name) => there.some((one: Inside) => one.contactId === name));
  });
