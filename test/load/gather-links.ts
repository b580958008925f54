import { setTimeout as wait } from "node:timers/promises";
import type { Program } from "#test/support/program.ts";

type Mail = { to: string; links: string[] };

/** Signs so many people up for the sample, and returns the unsubscribe link of each one's mail. */
export async function gatherLinks(program: Program, people: number): Promise<string[]> {
  const events = Array.from({ length: people }, (_, n) => ({
    email: `reader-${n}@example.com`,
    name: "signed_up",
  }));
  const { status } = await program.call("POST", "/v1/events", { events });
  if (status !== 202) throw new Error(`the events were answered with ${status}`);
  const links = new Map<string, string>();
  while (links.size < people) {
    await wait(200);
    for (const { to, links: all } of await readMails(program)) {
      const link = all.find((one) => new URL(one).pathname.startsWith("/u/"));
      if (link !== undefined) links.set(to, link);
    }
  }
  return [...links.values()];
}

async function readMails(program: Program): Promise<Mail[]> {
  const mails: Mail[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const at: string = cursor === "" ? "" : `&cursor=${cursor}`;
    const { body } = await program.call("GET", `/v1/mailbox?limit=100${at}`);
    mails.push(...body.items);
    cursor = body.cursor;
  }
  return mails;
}
