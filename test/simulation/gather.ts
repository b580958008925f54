import type { SqliteQueue } from "#shared/adapters/embedded/queue.ts";
import type { SqliteTable } from "#shared/adapters/embedded/table.ts";
import type { Evidence, StoredContact, StoredMail } from "./check/evidence.ts";

type MailRow = {
  id: string;
  status: string;
  reason?: string;
  bornAt: number;
  source: { run?: string; step?: string; sequence?: string };
  facts?: Record<string, number>;
  data?: { request?: string };
};
type RunRow = {
  sequence: string;
  status: string;
  outbox: { messageId: string }[];
  /** `instant step decision …`, or an object in rows of the older shape. */
  trail: (string | { decision: string })[];
};
type ProfileRow = { email: string; erasedAt?: number };
type Row = { sk: string; data: unknown };

export type Stored = Pick<Evidence, "mails" | "contacts" | "stranded">;

/** Reads the stored facts at the end of a run, as rows, without the engine's help. */
export async function gather({
  table,
  queue,
}: {
  table: SqliteTable;
  queue: SqliteQueue;
}): Promise<Stored> {
  const stored: Stored = {
    mails: [],
    contacts: [],
    stranded: [],
  };
  for (let from = ""; ; ) {
    const pk = table.firstPk("people", from);
    if (pk === undefined) break;
    from = `${pk}\u0000`;
    const { items } = await table.query("people", pk, {}, { limit: 1000 });
    gatherPerson(pk.slice("main#".length), items, stored);
  }
  const dead = await queue.list(1000);
  stored.stranded.push(...dead.map(({ body }) => `dead letter ${body.slice(0, 120)}`));
  return stored;
}

function gatherPerson(id: string, rows: Row[], stored: Stored): void {
  const of = <T>(prefix: string) =>
    rows.filter(({ sk }) => sk.startsWith(prefix)).map(({ data }) => data as T);
  const [profile] = of<ProfileRow>("a");
  const runs = of<RunRow>("b#");
  const mails = of<MailRow>("c#").map((row) => mailOf(id, row));
  const erased = profile === undefined || profile.erasedAt !== undefined;
  stored.mails.push(...mails);
  stored.contacts.push({
    ...personOf(id, runs, mails),
    email: profile?.email ?? "",
    erased,
    leftovers: rows.length - (profile ? 1 : 0),
  });
  if (erased) return;
  const known = new Set(mails.map((mail) => mail.id));
  const waiting = runs.flatMap(({ outbox }) => outbox.map(({ messageId }) => messageId));
  stored.stranded.push(...waiting.filter((one) => !known.has(one)));
  const decided = runs.flatMap(sendsOf).length;
  const ofRuns = mails.filter(({ run }) => run).length;
  if (ofRuns < decided) stored.stranded.push(`${decided} decided, ${ofRuns} known: ${id}`);
}

const sendsOf = ({ trail }: RunRow) =>
  trail.filter((one) => (typeof one === "string" ? one.split(" ")[2] : one.decision) === "send");

function personOf(
  id: string,
  runs: RunRow[],
  mails: StoredMail[],
): Pick<StoredContact, "id" | "sequences" | "isFinished" | "welcomeMails"> {
  const welcome = mails.filter(({ sequence }) => sequence === "welcome");
  return {
    id,
    sequences: new Set(runs.map(({ sequence }) => sequence)),
    isFinished: runs.every(({ status }) => status !== "active"),
    welcomeMails: new Set(welcome.map(({ step }) => step)).size,
  };
}

/** A fact that feedback brought outranks the protocol's own word. */
function mailOf(
  contact: string,
  { id, status, reason, bornAt, source, facts, data = {} }: MailRow,
): StoredMail {
  const isOut = facts?.sentAt || facts?.deliveredAt || facts?.bouncedAt || facts?.complainedAt;
  const { run = "", step = "", sequence = "" } = source;
  const { request = "" } = data;
  return {
    id,
    contact,
    run,
    step,
    sequence,
    request,
    status: isOut ? "sent" : status,
    reason,
    bornAt,
  };
}
