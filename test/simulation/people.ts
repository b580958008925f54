import type { World } from "#functions/runtime/world.ts";
import { addressHash, findByAddress, readProfile } from "#shared/audience/profiles/index.ts";
import { clickUrl, linkKey, unsubscribeUrl } from "#shared/content/link-tokens/index.ts";
import type { Answer, Invocations } from "./invocations.ts";
import type { Provider } from "./provider.ts";
import type { Random } from "./random.ts";
import type { Schedule } from "./schedule.ts";

export const KEY = "simulated-admin-key-0000";
/** A key that may only send. What is asked for with it begins so. */
export const SEND_KEY = "simulated-send-key-00000";
export const BY_SEND_KEY = "send-";
const NOT_ANSWERED_PAUSE_MS = 30_000;

/** What was asked to be changed about a contact; `answeredAt` is a turn. */
export type Put = { contact: string; attributes: Record<string, unknown>; answeredAt?: number };

const STAGES = ["new", "done", "done", "gone"];
const ZONES = ["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Auckland"];
const MAX_ENDS_MS = 3 * 86_400_000;

/** What people do, each thing until it is answered; and what is known of it from outside. */
export class People {
  /** Contact → the turn at which their unsubscribing was answered with 200. */
  readonly unsubscribed = new Map<string, number>();
  /** Addresses that unsubscribed: a contact who comes back with one is unsubscribed too. */
  readonly unsubscribedAddresses = new Set<string>();
  /** Contacts who cancelled an order. */
  readonly cancelled = new Set<string>();
  /** Addresses of which an order was accepted, and the first turn of that. */
  readonly ordered = new Set<string>();
  /** Addresses of which an asking for a tour was accepted. */
  readonly toured = new Set<string>();
  readonly puts: Put[] = [];
  /** For each Idempotency-Key, the message ids that it was answered with. */
  readonly asked = new Map<string, Set<string>>();
  readonly #world: World;
  readonly #invocations: Invocations;
  readonly #schedule: Schedule;
  readonly #random: Random;

  constructor(world: World, invocations: Invocations, schedule: Schedule, random: Random) {
    this.#world = world;
    this.#invocations = invocations;
    this.#schedule = schedule;
    this.#random = random;
  }

  signUp = (i: number): Promise<Answer> => this.#post(`signup-${i}`, emailOf(i), "signed_up");

  order = async (i: number): Promise<void> => {
    await this.#post(`ordered-${this.#schedule.turns}-${i}`, emailOf(i), "ordered");
    this.ordered.add(emailOf(i));
  };

  orderAgain = async (contact: string): Promise<void> => {
    const profile = await readProfile(this.#world, contact);
    if (!profile || profile.data.erasedAt !== undefined) return;
    await this.#post(`again-${this.#schedule.turns}-${contact}`, profile.data.email, "ordered");
  };

  cancel = async (i: number): Promise<void> => {
    const contact = await findByAddress(this.#world, await addressHash(this.#world, emailOf(i)));
    if (contact) await this.cancelBy(contact);
  };

  cancelBy = async (contact: string): Promise<void> => {
    const profile = await readProfile(this.#world, contact);
    if (!profile || profile.data.erasedAt !== undefined) return;
    this.cancelled.add(contact);
    const id = `cancelled-${this.#schedule.turns}-${contact}`;
    await this.#post(id, profile.data.email, "cancelled");
  };

  /** Asks for a tour; its two names are those of what it lets happen. */
  tour = async (i: number): Promise<void> => {
    const id = `toured-${this.#schedule.turns}-${i}`;
    await this.#post(id, emailOf(i), "toured", { tour: `a-${id}`, told: `b-${id}` });
    this.toured.add(emailOf(i));
  };

  tap = async (i: number): Promise<void> => {
    await this.#post(`tapped-${this.#schedule.turns}-${i}`, emailOf(i), "tapped");
  };

  /** Changes some attributes of a contact, each time with a stamp of its own. */
  change = async (i: number): Promise<void> => {
    const contact = await findByAddress(this.#world, await addressHash(this.#world, emailOf(i)));
    if (contact) await this.changeBy(contact);
  };

  /** `moving` is how probable it is that their clocks change too. */
  changeBy = async (contact: string, moving = 0.3): Promise<void> => {
    const { turns } = this.#schedule;
    const random = this.#random;
    const ends = new Date(this.#world.clock.now() + random.below(MAX_ENDS_MS)).toISOString();
    const attributes = {
      stamp: `${turns}-${this.puts.length}`,
      ...(random.chance(0.7) && { plan: random.chance(0.5) ? "pro" : null }),
      ...(random.chance(0.3) && { stage: STAGES[random.below(STAGES.length)] }),
      ...(random.chance(0.3) && { ends }),
    };
    const timeZone = ZONES[random.below(ZONES.length)];
    const body = { attributes, ...(random.chance(moving) && { timeZone }) };
    const put: Put = { contact, attributes };
    this.puts.push(put);
    for (;;) {
      const path = `/v1/contacts/${contact}`;
      const { status } = await this.#invocations.request("api", "PUT", path, { key: KEY, body });
      if (status === 404) return;
      if (status === 200) break;
    }
    put.answeredAt = this.#schedule.turns;
  };

  /**
   * Asks for a transactional mail, twice with the same key; every second person by an API key that
   * may only send.
   */
  ask = async (i: number): Promise<void> => {
    const isLimited = i % 2 === 1;
    const key = `${isLimited ? BY_SEND_KEY : ""}ask-${this.#schedule.turns}-${i}`;
    const ids = new Set<string>();
    this.asked.set(key, ids);
    const body = { to: emailOf(i), templateId: "receipt", data: { request: key } };
    for (let answers = 0; answers < 2; ) {
      const options = { key: isLimited ? SEND_KEY : KEY, body, idempotencyKey: key };
      const { status, body: said } = await this.#invocations.request(
        "api",
        "POST",
        "/v1/messages",
        options,
      );
      if (status === 202) ids.add((JSON.parse(said) as { id: string }).id);
      if (status === 202) answers += 1;
      // Done, and its answer went with its contact: asked again a day later it would be done again.
      else if (said.includes("erased since")) return;
      // Another with that key is under way, or its contact is just being erased: later.
      else await this.#schedule.sleep(NOT_ANSWERED_PAUSE_MS);
    }
  };

  /** Unsubscribes by the link that their mails carry. */
  unsubscribe = async (contact: string): Promise<void> => {
    const profile = await readProfile(this.#world, contact);
    if (!profile) return;
    this.unsubscribedAddresses.add(profile.data.email);
    const address = await addressHash(this.#world, profile.data.email);
    const site = await this.#site();
    const path = unsubscribeUrl(site, { contact, address, topic: "all" });
    while ((await this.#invocations.request("public", "POST", path)).status !== 200);
    const { turns } = this.#schedule;
    this.unsubscribed.set(contact, Math.min(this.unsubscribed.get(contact) ?? turns, turns));
  };

  click = async ({ taken }: Provider): Promise<void> => {
    const one = taken[this.#random.below(taken.length)];
    if (!one) return;
    const path = clickUrl(await this.#site(), one.messageId, 0);
    await this.#invocations.request("public", "GET", path);
  };

  known() {
    const { unsubscribed, unsubscribedAddresses, cancelled, ordered, toured, puts, asked } = this;
    return { unsubscribed, unsubscribedAddresses, cancelled, ordered, toured, puts, asked };
  }

  async #post(id: string, email: string, name: string, data = {}): Promise<Answer> {
    const body = { events: [{ id, email, name, data }] };
    for (;;) {
      const answer = await this.#invocations.request("api", "POST", "/v1/events", {
        key: KEY,
        body,
      });
      if (answer.status === 202) return answer;
    }
  }

  #site = async () => ({
    publicUrl: "",
    key: linkKey(await this.#world.secrets.get("signing")),
  });
}

const emailOf = (i: number) => `person${i}@example.com`;
