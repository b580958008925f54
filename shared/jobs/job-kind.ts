/** What a page of work is given. */
type PageTask<Input, Gathered> = {
  input: Input;
  shard: number;
  /** Where the page before ended. */
  after?: string;
  /** What the pages of this shard before have gathered. */
  gathered?: Gathered;
  now: number;
};

/** What a page of work came to. `next` is where the next begins; there is none where it is left out. */
export type PageDone<Gathered> = {
  seen: number;
  next?: string;
  /** In place of what was gathered before; JSON of at most 300 KB. */
  gathered?: Gathered;
  /** A piece of a long result, such as lines of CSV; at most 300 KB. */
  chunk?: string;
};

/**
 * One kind of job. A page may be worked off more than once, and only one of these times counts: what it does besides must
 * be harmless when it is done again.
 */
export type JobKind<World, Input extends object, Gathered extends object> = {
  kind: string;
  shards: number;
  page: (world: World, task: PageTask<Input, Gathered>) => Promise<PageDone<Gathered>>;
  /** The result, of what all shards have gathered; JSON of at most 300 KB. */
  finish: (gathered: Gathered[], input: Input) => object;
};

/** The kind as it is, with its types found. */
export const defineJob = <World, Input extends object, Gathered extends object>(
  kind: JobKind<World, Input, Gathered>,
) => kind;
