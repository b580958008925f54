import { Defect } from "#shared/kernel/errors.ts";

/** What a page of work is given. */
type PageTask<Input, Gathered> = {
  input: Input;
  shard: number;
  /** Where the page before ended. */
  after?: string;
  /** What the pages of this shard before have gathered, where the work is a job. */
  gathered?: Gathered;
  now: number;
};

/** What a page of work came to. `next` is where the next begins; the last page of a shard has none. */
export type PageResult<Gathered = object> = {
  seen: number;
  next?: string | undefined;
  /**
   * In place of what was gathered before; JSON of at most 300 KB. It and the result name contacts
   * by our ids alone: in lists `contacts`, or as `contact` of a list's items, so that an erasure
   * finds them.
   */
  gathered?: Gathered;
  /**
   * A piece of a long result, at most 300 KB: a list in JSON per line, which begins with our id of
   * the contact that it is about.
   */
  chunk?: string;
};

/**
 * One kind of work over many, in shards that go on side by side, each page by page. A page may be
 * worked on more than once, and counts once: what it does besides must be harmless when it is
 * repeated.
 */
export type BulkKind<World, Input extends object, Gathered extends object> = {
  kind: string;
  shards: number;
  page: (world: World, task: PageTask<Input, Gathered>) => Promise<PageResult<Gathered>>;
  /** The result of a job, made of what all shards have gathered; JSON of at most 300 KB. */
  finish?: (gathered: Gathered[], input: Input) => object;
};

// biome-ignore lint/suspicious/noExplicitAny: every kind has types of its own
export type AnyBulkKind<World> = BulkKind<World, any, any>;

/** The kind as it is, with its types found. */
export const defineBulk = <World, Input extends object, Gathered extends object = object>(
  kind: BulkKind<World, Input, Gathered>,
) => kind;

/** @throws Defect where no kind has that name */
export function findKind<World>(kinds: AnyBulkKind<World>[], name: string): AnyBulkKind<World> {
  const kind = kinds.find((one) => one.kind === name);
  if (!kind) throw new Defect(`there is no bulk work of the kind "${name}"`);
  return kind;
}
