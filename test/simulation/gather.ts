import type { SqliteQueue } from "#shared/adapters/embedded/queue.ts";
import type { World } from "#shared/ports/world.ts";
import type { Evidence, StoredMail } from "./check.ts";
import type { Provider } from "./provider.ts";

type Row = {
  id: string;
  status: string;
  reason?: string;
  bornAt: number;
  source: { run?: string; step?: string };
};
type Run = {
  status: string;
  outbox: { messageId: string }[];
  /** `instant step decision …` */
  trail: string[];
};

/** Reads the stored facts at the end of a run, as rows, without the engine's help. */
export async function gather(
  { table }: World,
  provider: Provider,
  queue: SqliteQueue,
): Promise<
  Omit<Evidence, "begunAt" | "unsubscribed" | "doubtful" | "cancelled" | "asked" | "perSecond">
> {
  const mails: StoredMail[] = [];
  const stranded: string[] = [];
  const contacts: Evidence["contacts"] = [];
  const bouncedOrComplained = new Set<string>();
  for (let from = ""; ; ) {
    const pk = (
      table as unknown as { firstPk(t: string, from: string): string | undefined }
    ).firstPk("people", from);
    if (pk === undefined) break;
    from = `${pk}\u0000`;
    const id = pk.slice("main#".length);
    const rows = await table.query<Row & Run & { facts?: Record<string, number> }>(
      "people",
      pk,
      {},
      { limit: 1000 },
    );
    const known = new Set<string>();
    let hasRun = false;
    let isFinished = true;
    const outbox: string[] = [];
    /** Mails that the trails say were decided. */
    let decided = 0;
    for (const { sk, data } of rows.items) {
      if (sk.startsWith("b#")) {
        hasRun ||= sk.startsWith("b#welcome#");
        isFinished &&= data.status !== "active";
        outbox.push(...data.outbox.map((entry) => entry.messageId));
        decided += data.trail.filter((line) => line.split(" ")[2] === "send").length;
      }
      if (!sk.startsWith("c#")) continue;
      known.add(data.id);
      mails.push({
        id: data.id,
        contact: id,
        run: data.source.run ?? "",
        step: data.source.step ?? "",
        status: data.facts?.sentAt && data.status === "sending" ? "sent" : settled(data),
        reason: data.reason,
        bornAt: data.bornAt,
      });
      if (data.facts?.bouncedAt || data.facts?.complainedAt) bouncedOrComplained.add(id);
    }
    stranded.push(...outbox.filter((one) => !known.has(one)));
    const ofRuns = mails.filter((mail) => mail.contact === id && mail.run).length;
    if (ofRuns < decided) stranded.push(`${decided} decided, ${ofRuns} known: ${id}`);
    contacts.push({ id, hasRun, isFinished });
  }
  const dead = await queue.list(1000);
  stranded.push(...dead.map((letter) => `dead letter: ${letter.body.slice(0, 120)}`));
  const { log: calls, reported } = provider;
  return { calls, mails, stranded, contacts, bouncedOrComplained, reported };
}

/** A fact that feedback brought outranks the protocol's own word. */
function settled({ status, facts }: { status: string; facts?: Record<string, number> }): string {
  const isOut = facts?.sentAt || facts?.deliveredAt || facts?.bouncedAt || facts?.complainedAt;
  return isOut ? "sent" : status;
}
