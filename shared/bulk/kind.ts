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
