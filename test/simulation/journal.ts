import type { Write } from "#shared/ports/table.ts";

type Row = {
  id?: string;
  run?: string;
  status?: string;
  attempt?: number;
  token?: string;
  leaseEndsAt?: number;
  suppression?: { reason: string } | null;
  subscribed?: boolean;
  erasedAt?: number;
  accepted?: Record<string, unknown>;
  data?: { request?: string };
};

/** What a write did to a mail's claim: made it, with this token, or ended it. */
export type ClaimChange = { id: string; pk: string; token?: string };

/** When (in turns) what was stored that forbids mail: the order in which it really happened. */
export class Journal {
  /**
   * Contact → the turn at which it was stored that no marketing, or no mail at all, may go to them.
   */
  readonly marketingStopped = new Map<string, number>();
  readonly allStopped = new Map<string, number>();
  readonly erased = new Map<string, number>();
  /** Run → the turn at which its exit was stored. */
  readonly exited = new Map<string, number>();
  /** Runs that came to their end. */
  readonly #completed = new Set<string>();
  /** Called with the person when a run of theirs came to its end. */
  onCompleted: (contact: string) => void = () => {};
  /**
   * Mails whose claimant gave them back or settled them when its lease was over: in doubt until
   * then, they held up no later mail of their run, and may be dropped as overtaken by one.
   */
  readonly heldTooLong = new Set<string>();
  /** Attempt (`mail#1`) → when the lease of its claim ends (epoch milliseconds). */
  readonly leases = new Map<string, number>();
  /**
   * Mail → the Idempotency-Key of the request that asked for it: an accepted mail keeps no data.
   */
  readonly requests = new Map<string, string>();
  /** Mail → the token of its last claim: feedback keeps it, a new claim brings its own. */
  readonly #tokens = new Map<string, string>();
  /** Token → mail: a batch notes its claims by their number. */
  readonly #claims = new Map<string, string>();

  /** Notes what was stored, and tells which mails were claimed or let go by it. */
  note(writes: Write[], results: (Error | undefined)[], turn: number): ClaimChange[] {
    return writes.flatMap((write, i) => {
      if (results[i] || !("put" in write)) return [];
      const { table, pk, sk } = write.put;
      const row = write.data as Row;
      if (table === "due" && row.accepted) {
        const tokens = Object.keys(row.accepted).map(
          (number) => `${pk.slice("o#".length)}.${number}`,
        );
        return tokens.map((token) => ({ id: this.#claims.get(token)!, pk: "" }));
      }
      if (table !== "people") return [];
      if (sk === "a") this.#noteProfile(contactOf(pk), row, turn);
      if (sk.startsWith("b#")) this.#noteRun(contactOf(pk), row, turn);
      return sk.startsWith("c#") ? this.#noteMail(pk, row) : [];
    });
  }

  #noteRun(contact: string, { run, status }: Row, turn: number): void {
    if (status === "exited") first(this.exited, run!, turn);
    if (status !== "completed" || this.#completed.has(run!)) return;
    this.#completed.add(run!);
    this.onCompleted(contact);
  }

  #noteMail(pk: string, { id, status, token, attempt, leaseEndsAt, data }: Row): ClaimChange[] {
    if (data?.request) this.requests.set(id!, data.request);
    if (status !== "sending") return [{ id: id!, pk }];
    if (this.#tokens.get(id!) === token) return [];
    this.#tokens.set(id!, token!);
    this.leases.set(`${id}#${attempt}`, leaseEndsAt!);
    this.#claims.set(token!, id!);
    return [{ id: id!, pk, token: token! }];
  }

  #noteProfile(contact: string, { suppression, subscribed, erasedAt }: Row, turn: number): void {
    if (erasedAt !== undefined) first(this.erased, contact, turn);
    if (suppression || subscribed === false) first(this.marketingStopped, contact, turn);
    else this.marketingStopped.delete(contact);
    if (suppression && suppression.reason !== "unsubscribe") first(this.allStopped, contact, turn);
    else this.allStopped.delete(contact);
  }
}

const contactOf = (pk: string) => pk.slice(pk.indexOf("#") + 1);

function first(map: Map<string, number>, key: string, turn: number): void {
  if (!map.has(key)) map.set(key, turn);
}
