import type { Expect, Key, Range, Write } from "#shared/ports/table.ts";
import type { Random } from "#test/simulation/random.ts";
import type { Call } from "./calls.ts";
import type { Model } from "./model.ts";
import { BOUNDS, DATA, PKS, SKS } from "./pools.ts";
import { extremes, refusals } from "./refusals.ts";
import type { Rush } from "./rush.ts";

/** `about` is what a step is for, where its calls do not say it themselves. */
export type Step =
  | { kind: "call"; call: Call; about?: string }
  | ({ kind: "rush"; about: string } & Rush)
  | { kind: "pass"; ms: number }
  | { kind: "sweep" };

const TABLES = ["people", "due"] as const;
const REMEMBERED = 6;

/** Draws steps that are likely to matter, by looking at what is there. */
export class Drawer {
  readonly #random: Random;
  readonly #model: Model;
  /** Marked writes of late, to be repeated. */
  readonly #marked: (Call & { op: "write" | "writeEach" })[] = [];
  #drawn = 0;
  /** These come in turn, for there are many. */
  #refusals = 0;
  #extremes = 0;

  constructor(random: Random, model: Model) {
    this.#random = random;
    this.#model = model;
  }

  draw(): Step {
    this.#drawn += 1;
    const kinds: [number, () => Step][] = [
      [10, () => this.#call({ op: "get", key: this.#key(), consistent: this.#chance(0.5) })],
      [8, () => this.#call({ op: "getMany", keys: this.#keys(), consistent: this.#chance(0.5) })],
      [22, () => this.#call(this.#query())],
      [22, () => this.#call(this.#write("write"))],
      [22, () => this.#call(this.#write("writeEach"))],
      [8, () => this.#call(this.#again() ?? this.#query())],
      [12, () => this.#call(this.#addition())],
      [10, () => this.#rush()],
      [8, () => ({ kind: "pass", ms: this.#random.below(20_000) })],
      [1, () => ({ kind: "sweep" })],
      [6, () => this.#refused()],
      [0.5, () => this.#large()],
    ];
    const total = kinds.reduce((sum, [weight]) => sum + weight, 0);
    let left = this.#random.next() * total;
    for (const [weight, make] of kinds) {
      left -= weight;
      if (left < 0) return make();
    }
    return { kind: "sweep" };
  }

  #call = (call: Call, about?: string): Step => ({ kind: "call", call, about });
  #pick = <T>(all: readonly T[]): T => all[this.#random.below(all.length)]!;
  #chance = (probability: number) => this.#random.chance(probability);
  /** Rows that have expired are few, and what befalls them is much. */
  #key = (): Key => {
    const expired = this.#chance(0.25) ? this.#model.expired() : [];
    if (expired.length > 0) return this.#pick(expired);
    return { table: this.#pick(TABLES), pk: this.#pick(PKS), sk: this.#pick(SKS) };
  };
  #counters = (): Key => ({ table: "stats", pk: this.#pick(PKS), sk: this.#pick(SKS.slice(0, 4)) });

  /** Of a read a row twice is no fault. */
  #keys = (): Key[] => {
    const keys = Array.from({ length: 1 + this.#random.below(6) }, () => this.#key());
    return this.#chance(0.3) ? [...keys, keys[0]!] : keys;
  };

  #query(): Call {
    const bound = () => (this.#chance(0.3) ? undefined : this.#pick(BOUNDS));
    const range: Range = this.#chance(0.4)
      ? { prefix: this.#pick(BOUNDS) }
      : { from: bound(), to: bound() };
    const limit = this.#chance(0.5) ? 1 + this.#random.below(7) : undefined;
    const after = this.#chance(0.4) ? this.#pick(BOUNDS) : undefined;
    const options = { limit, after, reverse: this.#chance(0.5), consistent: this.#chance(0.5) };
    const isOfCounters = this.#chance(0.1);
    const { table, pk } = isOfCounters ? this.#counters() : this.#key();
    return { op: "query", table, pk, range, options };
  }

  #write(op: "write" | "writeEach"): Call {
    const count = this.#chance(0.6) ? 1 : 2 + this.#random.below(4);
    const keys = Array.from({ length: count }, () => this.#key());
    const names = keys.map((key) => JSON.stringify(key));
    const distinct = keys.filter((_, i) => names.indexOf(names[i]!) === i);
    if (!this.#chance(0.3)) {
      return { op, writes: distinct.map((key) => ({ ...this.#writeOf(key), ...this.#expiry() })) };
    }
    // What has expired may be swept away, and a token with it.
    const writes = distinct.map((key) => this.#writeOf(key));
    const call = { op, writes, writer: `writer ${this.#drawn}` };
    this.#marked.push(call);
    if (this.#marked.length > REMEMBERED) this.#marked.shift();
    return call;
  }

  #writeOf(key: Key): Write {
    const expect = this.#expectation(key);
    if (this.#chance(0.4)) return { delete: key, expect };
    const data = { ...this.#pick(DATA), drawn: this.#drawn };
    return { put: key, v: this.#pick([1, 2]), data, expect };
  }

  /** Now and then at once, or before: such a row is never seen. */
  #expiry() {
    if (!this.#chance(0.4)) return {};
    return { expiresAt: this.#model.now + this.#pick([-1, 0, 1, 5_000, 20_000, 60_000]) };
  }

  #expectation(key: Key): Expect {
    const version = this.#model.row(key)?.version ?? this.#random.below(3);
    const kinds: (() => Expect)[] = [
      () => "absent",
      () => "any",
      () => version,
      () => this.#random.below(4),
      () => ({ below: version + this.#pick([1, 3]) }),
      () => ({ below: this.#random.below(version + 1) }),
    ];
    return this.#pick(kinds)();
  }

  #again = (): Call | undefined => (this.#marked.length > 0 ? this.#pick(this.#marked) : undefined);

  #addition = (): Call => ({
    op: "add",
    key: this.#counters(),
    ...this.#pick<{ fields: Record<string, number>; from?: number }>([
      { fields: { sent: 1 } },
      { fields: { sent: -3, "é b#": 7 } },
      { fields: { held: 0, sent: -0 } },
      { fields: { held: 2 ** 40 } },
      { fields: { held: -(2 ** 40) } },
      { fields: { sent: 2 }, from: 3 },
      { fields: { sent: 5 }, from: -2 },
      { fields: { "é b#": 1 }, from: 2 ** 41 },
    ]),
    ...this.#expiry(),
  });

  /** Several writers of the same row: the first wins. */
  #rush(): Step {
    const size = 2 + this.#random.below(3);
    const calls = (make: (i: number) => Call) => Array.from({ length: size }, (_, i) => make(i));
    if (this.#chance(0.2)) {
      const key = this.#counters();
      const adding = calls((i) => ({ op: "add", key, fields: { sent: 10 ** i } }));
      return { kind: "rush", calls: adding, after: [], about: "additions" };
    }
    if (this.#chance(0.1)) {
      const key = this.#counters();
      const from = this.#drawn;
      const taking = calls(() => ({ op: "add", key, fields: { sent: 7 }, from }));
      return { kind: "rush", calls: taking, after: [], about: "stretches of a line" };
    }
    const [key, other] = [this.#key(), { ...this.#key(), sk: "other" }];
    const expect = this.#expectation(key);
    const put = (of: Key, i: number, at: Expect): Write => ({
      put: of,
      v: 1,
      data: { i },
      expect: at,
    });
    const kinds: [string, (i: number) => Call][] = [
      ["single writes", (i) => ({ op: "write", writes: [put(key, i, expect)] })],
      ["writes each", (i) => ({ op: "writeEach", writes: [put(key, i, expect)] })],
      [
        "whole writes",
        (i) => ({ op: "write", writes: [put(other, i, "any"), put(key, i, expect)] }),
      ],
      [
        "deletes",
        (i) => ({ op: "write", writes: [i ? put(key, i, expect) : { delete: key, expect }] }),
      ],
    ];
    const [about, make] = this.#pick(kinds);
    const writing = calls(make);
    if (this.#chance(0.3)) writing.push({ op: "get", key, consistent: true });
    const equal: Call = {
      op: "write",
      writes: [put(key, 0, "any"), { delete: other, expect: "any" }],
    };
    return { kind: "rush", calls: writing, after: [equal], about };
  }

  #refused(): Step {
    const all = refusals(this.#key(), this.#counters());
    this.#refusals += 1;
    const [about, call] = all[this.#refusals % all.length]!;
    return this.#call(call, about);
  }

  #large(): Step {
    this.#extremes += 1;
    const [about, call] = extremes[this.#extremes % extremes.length]!;
    return this.#call(call, about);
  }
}
