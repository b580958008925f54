import type { Program } from "#test/support/program.ts";
import type { SinkProcess } from "#test/support/sink-process.ts";
import type { Person } from "./plan.ts";

/** A batch of the API. */
const EVENTS = 500;
const AT_ONCE = 10;
/** Our own dev place counts every agent as a person, but nothing here should hang on that. */
const READER = { "user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0" };

/**
 * What the people do, turn by turn; everything in it may be done again when it was not answered.
 */
export class Story {
  /** Whose click was answered. */
  readonly clicked = new Set<string>();
  /** What is being done, for the line that tells of a kill in the middle of it. */
  doing = "";
  readonly #cast: Person[];
  readonly #sink: SinkProcess;
  readonly #requested: () => void;

  /** `requested` is called as a request is on its way. */
  constructor(cast: Person[], sink: SinkProcess, requested: () => void) {
    this.#cast = cast;
    this.#sink = sink;
    this.#requested = requested;
  }

  /** One share signs up, the one before follows the link in its first mail, and a day passes. */
  async turn(program: Program, turn: number): Promise<void> {
    this.doing = "people sign up";
    await this.#signUp(
      program,
      this.#cast.filter(({ share }) => share === turn),
    );
    this.doing = "people click";
    await this.#click(
      program,
      this.#cast.filter(({ share }) => share === turn - 1),
    );
    this.doing = "the clock moves";
    await this.pass(program, "P1D");
    this.doing = "nothing is left to do";
  }

  async pass(program: Program, duration: string): Promise<void> {
    await this.#ask(program, "/v1/dev/clock", { advance: duration }, 200);
  }

  async #signUp(program: Program, people: Person[]): Promise<void> {
    await inGroups(
      people.filter(({ isPro }) => isPro),
      async ({ id, email }) => {
        const body = { email, attributes: { plan: "pro" } };
        const call = program.call("PUT", `/v1/contacts/${id}`, body);
        const { status } = await this.#tell(call);
        if (status !== 200) throw new Error(`PUT of ${id} was answered with ${status}`);
      },
    );
    for (let first = 0; first < people.length; first += EVENTS) {
      const events = people
        .slice(first, first + EVENTS)
        .map(({ id, email }) => ({ id: `signup-${id}`, contactId: id, email, name: "signed_up" }));
      await this.#ask(program, "/v1/events", { events }, 202);
    }
  }

  /** Contacts without a mail have no link to follow. */
  async #click(program: Program, people: Person[]): Promise<void> {
    const links = new Map<string, string | undefined>();
    for (const { to, link } of this.#sink.arrivals()) {
      if (!links.has(to[0]!)) links.set(to[0]!, link);
    }
    const readers = people.filter(({ id, clicks }) => clicks && !this.clicked.has(id));
    await inGroups(readers, async ({ id, email }) => {
      const link = links.get(email);
      if (link === undefined) return;
      const url = `${program.ready.url}${link}`;
      const call = fetch(url, { redirect: "manual", headers: READER });
      const { status } = await this.#tell(call);
      if (status !== 302) throw new Error(`the click of ${id} was answered with ${status}`);
      this.clicked.add(id);
    });
  }

  async #ask(program: Program, path: string, body: object, expected: number): Promise<void> {
    const { status, body: answer } = await this.#tell(program.call("POST", path, body));
    if (status !== expected)
      throw new Error(`${path} was answered with ${status}: ${answer?.detail}`);
  }

  #tell<T>(call: Promise<T>): Promise<T> {
    this.#requested();
    return call;
  }
}

async function inGroups<T>(items: T[], work: (item: T) => Promise<void>): Promise<void> {
  for (let i = 0; i < items.length; i += AT_ONCE) {
    await Promise.all(items.slice(i, i + AT_ONCE).map(work));
  }
}
