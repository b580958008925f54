import type { World } from "#functions/runtime/world.ts";
import { readProfile } from "#shared/audience/profiles/index.ts";
import { DAY_MS, HOUR_MS } from "#shared/kernel/time.ts";
import type { TestClock } from "#test/support/world.ts";
import type { Invocations } from "./invocations.ts";
import { KEY } from "./people.ts";
import type { Random } from "./random.ts";
import type { Schedule } from "./schedule.ts";

/**
 * A time in which a sequence, or all mail, was stopped: from the answer to that until the request
 * to go on.
 */
export type Stop = { what: string; from: number; to: number };

/** An edit: between the two, either version may be the one in force. */
export type Edit = { sequence: string; from: number; to: number };

const STOPS_MS = { short: HOUR_MS, long: 8 * HOUR_MS, tooLong: 9 * DAY_MS };
/** More would leave a history in which hardly anything happens. */
const MAX_STOPS = 3;
const PAUSE_MS = 600_000;

/** What the operator of the workspace does, each request until it is answered. */
export class Operator {
  readonly stops: Stop[] = [];
  readonly edits: Edit[] = [];
  /** Contact → the turn at which their erasure, or their suppression, was answered. */
  readonly erased = new Map<string, number>();
  readonly suppressed = new Map<string, number>();
  readonly suppressedAddresses = new Set<string>();
  /** Addresses of people who were to be erased: who comes back with one is a new contact. */
  readonly erasedAddresses = new Set<string>();
  readonly #world: World;
  readonly #clock: TestClock;
  readonly #invocations: Invocations;
  readonly #schedule: Schedule;
  readonly #random: Random;
  #isStopping = false;

  constructor(
    world: World,
    clock: TestClock,
    invocations: Invocations,
    schedule: Schedule,
    random: Random,
  ) {
    this.#world = world;
    this.#clock = clock;
    this.#invocations = invocations;
    this.#schedule = schedule;
    this.#random = random;
  }

  erase = async (contact: string): Promise<void> => {
    const profile = await readProfile(this.#world, contact);
    if (profile) this.erasedAddresses.add(profile.data.email);
    await this.#until([204, 404], "DELETE", `/v1/contacts/${contact}`);
    this.erased.set(contact, this.#schedule.turns);
  };

  suppress = async (contact: string): Promise<void> => {
    const profile = await readProfile(this.#world, contact);
    if (!profile || profile.data.erasedAt !== undefined) return;
    this.suppressedAddresses.add(profile.data.email);
    const email = encodeURIComponent(profile.data.email);
    await this.#until([200], "PUT", `/v1/suppressions/${email}`);
    this.suppressed.set(contact, this.#schedule.turns);
  };

  pause = (sequence: string): Promise<void> =>
    this.#stop(sequence, `/v1/sequences/${sequence}/pause`, `/v1/sequences/${sequence}/resume`);

  kill = (): Promise<void> => this.#stop("all", "/v1/sending/stop", "/v1/sending/resume");

  /**
   * Publishes another definition while people are inside: they stay on the version that they
   * follow, or as is chosen.
   */
  edit = async (sequence: string, definition: object, choices: object[]): Promise<void> => {
    // Publishing would end a pause.
    while (this.#isStopping) await this.#schedule.sleep(PAUSE_MS);
    this.#isStopping = true;
    const path = `/v1/sequences/${sequence}`;
    await this.#until([200], "PUT", path, definition);
    const edit: Edit = { sequence, from: this.#clock.now(), to: Number.POSITIVE_INFINITY };
    this.edits.push(edit);
    await this.#until([200], "POST", `${path}/publish`, { choices });
    edit.to = this.#clock.now();
    this.#isStopping = false;
  };

  known() {
    const { stops, edits, erased, suppressed, suppressedAddresses, erasedAddresses } = this;
    return { stops, edits, erased, suppressed, suppressedAddresses, erasedAddresses };
  }

  /** Stops for a while, a few times in a history. */
  async #stop(what: string, stopPath: string, resumePath: string): Promise<void> {
    // One at a time: the end of one must not undo the next.
    if (this.#isStopping || this.stops.length === MAX_STOPS) return;
    this.#isStopping = true;
    const stop: Stop = { what, from: Number.POSITIVE_INFINITY, to: Number.POSITIVE_INFINITY };
    this.stops.push(stop);
    await this.#until([200], "POST", stopPath);
    stop.from = this.#clock.now();
    await this.#schedule.sleep(this.#random.below(this.#length(what)));
    stop.to = this.#clock.now();
    await this.#until([200], "POST", resumePath);
    this.#isStopping = false;
  }

  /**
   * All mail is stopped for hours; a sequence sometimes for so long that its mails grow too old.
   */
  #length(what: string): number {
    if (what !== "all" && this.#random.chance(0.1)) return STOPS_MS.tooLong;
    return this.#random.chance(0.5) ? STOPS_MS.short : STOPS_MS.long;
  }

  async #until(statuses: number[], method: string, path: string, body?: object): Promise<void> {
    const options = { key: KEY, ...(body && { body }) };
    for (;;) {
      const { status } = await this.#invocations.request("api", method, path, options);
      if (statuses.includes(status)) return;
    }
  }
}
