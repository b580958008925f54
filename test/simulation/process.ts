import { Unavailable } from "#shared/kernel/errors.ts";
import type { Message } from "#shared/people/index.ts";
import type { Write } from "#shared/ports/table.ts";
import type { World } from "#shared/ports/world.ts";
import type { Random } from "./random.ts";

/** How often each fault comes, per call of a port. */
export type Faults = { crash: number; failBefore: number; failAfter: number };

/** What the world lets happen, in the order in which it let it happen. */
export type Scheduler = {
  random: Random;
  faults: Faults;
  /** Resolves when it is this caller's turn; never, when its process has died meanwhile. */
  turn: () => Promise<void>;
  /** The number of turns so far: an order of everything. */
  step: () => number;
  /** Called when a claim was won: the moment to race with. */
  onClaim: (messageId: string) => void;
};

/** One invocation of a function, which may die at any await. */
export class Process {
  readonly scheduler: Scheduler;
  /** Called once when it dies. */
  onDeath: () => void = () => {};
  isDead = false;
  /** Mails whose claim this invocation wrote and did not settle: in doubt when it dies now. */
  readonly claimed = new Set<string>();
  /** Mails whose claim's answer this invocation lost: it never calls, and nobody can know. */
  readonly doubtful: Set<string>;
  /** For each person, the turn at which they were last read. */
  readonly readAt = new Map<string, number>();

  constructor(scheduler: Scheduler, doubtful: Set<string>) {
    this.scheduler = scheduler;
    this.doubtful = doubtful;
  }

  /** The same world with faults: every call waits its turn, and may fail before, fail after, or be the last. */
  world(real: World): World {
    const port = <T extends object>(target: T): T =>
      new Proxy(target, {
        get: (_, name) => {
          const member = Reflect.get(target, name, target);
          if (typeof member !== "function") return member;
          return (...args: unknown[]) =>
            this.#call(String(name), args, () => member.apply(target, args));
        },
      });
    const { table, queue, deadLetters, renderer, bus, secrets, mailer, ...rest } = real;
    return {
      ...rest,
      table: port(table),
      queue: port(queue),
      deadLetters: port(deadLetters),
      renderer: port(renderer),
      bus: port(bus),
      secrets: port(secrets),
      // A mailer never throws: its lost answers are the provider's own.
      mailer: {
        evidence: mailer.evidence,
        concurrency: mailer.concurrency,
        ratePerSecond: mailer.ratePerSecond,
        find: (...args) => this.#call("find", args, () => mailer.find(...args)),
        send: async (mail) => {
          await this.#turn();
          const answer = await mailer.send(mail);
          await this.#turn();
          if (answer.kind === "unknown") this.doubtful.add(mail.messageId);
          return answer;
        },
      },
    };
  }

  async #call<T>(name: string, args: unknown[], work: () => Promise<T>): Promise<T> {
    const { random, faults } = this.scheduler;
    // Weeks of empty slots are swept: one read in twenty is interrupted, which is still thousands.
    if (name === "query" && args[0] === "due" && !random.chance(0.05)) return work();
    await this.#turn();
    if (random.chance(faults.failBefore)) throw new Unavailable("simulated: not done");
    const result = await work();
    this.#note(name, args, result);
    const lost = random.chance(faults.failAfter);
    if (lost) for (const id of claimsIn(name, args)) this.doubtful.add(id);
    await this.#turn();
    if (lost) throw new Unavailable("simulated: done, answer lost");
    return result;
  }

  #note(name: string, args: unknown[], result: unknown): void {
    if (name === "query" && args[0] === "people") {
      this.readAt.set(String(args[1]), this.scheduler.step());
    }
    if (name !== "write" && name !== "writeEach") return;
    const errors = name === "writeEach" ? (result as (Error | undefined)[]) : [];
    (args[0] as Write[]).forEach((write, i) => {
      if (errors[i] || !("put" in write)) return;
      const message = write.data as Message & { accepted?: object };
      if (message.accepted) for (const id of Object.keys(message.accepted)) this.claimed.delete(id);
      if (!write.put.sk.startsWith("c#")) return;
      if (message.status === "sending") this.claimed.add(message.id);
      else this.claimed.delete(message.id);
      if (message.status === "sending") this.scheduler.onClaim(message.id);
    });
  }

  async #turn(): Promise<void> {
    await this.scheduler.turn();
    const { random, faults } = this.scheduler;
    if (!this.isDead && random.chance(faults.crash)) this.die();
    if (this.isDead) await new Promise(() => {});
  }

  die(): void {
    this.isDead = true;
    for (const id of this.claimed) this.doubtful.add(id);
    this.onDeath();
  }
}

/** The mails that a write claims. */
function claimsIn(name: string, args: unknown[]): string[] {
  if (name !== "writeEach") return [];
  return (args[0] as Write[]).flatMap((write) => {
    if (!("put" in write) || !write.put.sk.startsWith("c#")) return [];
    const message = write.data as Message;
    return message.status === "sending" ? [message.id] : [];
  });
}
