import type { SqliteQueue } from "#shared/adapters/sqlite/queue.ts";
import type { SqliteTable } from "#shared/adapters/sqlite/table.ts";
import type { TableName } from "#shared/ports/table.ts";
import type { Evidence, StoredContact, StoredDefinition, StoredMail } from "./check/evidence.ts";
import type { Journal } from "./journal.ts";

type MailRow = {
  id: string;
  status: string;
  reason?: string;
  team?: string;
  bornAt: number;
  source: { run?: string; step?: string; sequence?: string };
  facts?: Record<string, number>;
};
type RunRow = {
  sequence: string;
  status: string;
  outbox: { messageId: string }[];
  /** `instant step decision …`, or an object in rows of the older shape. */
  trail: (string | { decision: string })[];
};
type ProfileRow = {
  email: string;
  erasedAt?: number;
  attributes?: Record<string, unknown>;
  pending?: unknown[];
  segments?: Record<string, { in: boolean }>;
};
type EventRow = { name: string; at: number };
type Row = { sk: string; data: unknown };

export type Stored = Pick<Evidence, "mails" | "contacts" | "stranded" | "members" | "definitions">;

/** Reads the stored facts at the end of a run, as rows, without the engine's help. */
export async function gather({
  table,
  queue,
  journal,
}: {
  table: SqliteTable;
  queue: SqliteQueue;
  journal: Journal;
}): Promise<Stored> {
  const stored: Stored = {
    mails: [],
    contacts: [],
    stranded: [],
    members: [],
    definitions: new Map(),
  };
  for await (const { pk, items } of partitions(table, "people")) {
    gatherPerson(pk.slice("main#".length), items, stored, journal);
  }
  for await (const { pk, items } of partitions(table, "index")) {
    if (pk.startsWith("main#seg#fans#")) {
      stored.members.push(...items.map(({ data }) => (data as { contact: string }).contact));
    }
  }
  for await (const { items } of partitions(table, "library")) {
    for (const { sk, data } of items.filter(({ sk }) => sk.startsWith("version#"))) {
      const { definition } = data as { definition: StoredDefinition };
      stored.definitions.set(sk.slice("version#".length), definition);
    }
  }
  const dead = await queue.list(1000);
  stored.stranded.push(...dead.map(({ body }) => `dead letter ${body.slice(0, 120)}`));
  return stored;
}

async function* partitions(table: SqliteTable, name: TableName) {
  for (let from = ""; ; ) {
    const pk = table.firstPk(name, from);
    if (pk === undefined) return;
    from = `${pk}\u0000`;
    const { items } = await table.query(name, pk, {}, { limit: 1000 });
    yield { pk, items };
  }
}

function gatherPerson(id: string, rows: Row[], stored: Stored, { requests }: Journal): void {
  const of = <T>(prefix: string) =>
    rows.filter(({ sk }) => sk.startsWith(prefix)).map(({ data }) => data as T);
  const [profile] = of<ProfileRow>("a");
  const runs = [...of<RunRow>("b#"), ...of<RunRow>("h#")];
  const mails = of<MailRow>("c#").map((row) => mailOf(id, row, requests.get(row.id)));
  const erased = profile === undefined || profile.erasedAt !== undefined;
  stored.mails.push(...mails);
  stored.contacts.push({
    ...personOf(id, runs, mails),
    email: profile?.email ?? "",
    erased,
    leftovers: rows.length - (profile ? 1 : 0),
    attributes: profile?.attributes ?? {},
    pending: profile?.pending?.length ?? 0,
    isFan: profile?.segments?.fans?.in,
    taps: of<EventRow>("d#tapped#").map(({ at }) => at),
  });
  if (erased) return;
  const known = new Set(mails.map((mail) => mail.id));
  const waiting = runs.flatMap(({ outbox }) => outbox.map(({ messageId }) => messageId));
  stored.stranded.push(...waiting.filter((one) => !known.has(one)));
  const decided = runs.flatMap(sendsOf).length;
  const ofRuns = mails.filter(({ run }) => run).length;
  if (ofRuns < decided) stored.stranded.push(`${decided} decided, ${ofRuns} known: ${id}`);
}

/** Mails to the team are noted as `notify`, and requests as requests. */
const sendsOf = ({ trail }: RunRow) =>
  trail.filter((one) => {
    const decision = typeof one === "string" ? one.split(" ")[2]!.split("@")[0] : one.decision;
    return decision === "send" || decision === "notify";
  });

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
  { id, status, reason, team, bornAt, source, facts }: MailRow,
  request = "",
): StoredMail {
  const isOut = facts?.sentAt || facts?.deliveredAt || facts?.bouncedAt || facts?.complainedAt;
  const { run = "", step = "", sequence = "" } = source;
  return {
    id,
    contact,
    run,
    step,
    sequence,
    request,
    status: isOut ? "sent" : status,
    reason,
    isTeam: team !== undefined,
    bornAt,
  };
}
