import { Defect } from "#shared/kernel/errors.ts";

/** The input of a page. */
type PageTask<Input, Gathered> = {
  input: Input;
  shard: number;
  /** Where the previous page ended. */
  after?: string;
  /** What earlier pages of this shard gathered, in a job. */
  gathered?: Gathered;
  now: number;
};

/** The result of a page. `next`: where the next begins; absent on the shard's last page. */
export type PageResult<Gathered = object> = {
  seen: number;
  next?: string | undefined;
  /**
   * Replaces what was gathered before; JSON of at most 300 KB. It and the result name contacts by
   * our ids only, in lists `contacts` or as `contact` of list items, so that an erasure finds them.
   */
  gathered?: Gathered;
  /**
   * A chunk of a long result, at most 300 KB: a JSON list per line that begins with our id of its
   * contact.
   */
  chunk?: string;
};

/**
 * A kind of work over many contacts, in concurrent shards, page by page. A page may run more than
 * once but counts once: its side effects must be idempotent.
 */
export type BulkKind<World, Input extends object, Gathered extends object> = {
  kind: string;
  shards: number;
  page: (world: World, task: PageTask<Input, Gathered>) => Promise<PageResult<Gathered>>;
  /** The result of a job from the gathered data of all shards; JSON of at most 300 KB. */
  finish?: (gathered: Gathered[], input: Input) => object;
};

// biome-ignore lint/suspicious/noExplicitAny: every kind has types of its own
export type AnyBulkKind<World> = BulkKind<World, any, any>;

/** Infers the types of a kind. */
export const defineBulk = <World, Input extends object, Gathered extends object = object>(
  kind: BulkKind<World, Input, Gathered>,
) => kind;

/** @throws Defect for an unknown kind */
export function findKind<World>(kinds: AnyBulkKind<World>[], name: string): AnyBulkKind<World> {
  const kind = kinds.find((one) => one.kind === name);
  if (!kind) throw new Defect(`there is no bulk work of the kind "${name}"`);
  return kind;
}
