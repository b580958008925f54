/** Topics and their versions, as `GET /v1/changes` and its stream tell them. */
export type Changes = { items: { topic: string; version: string }[]; after: string };

/** What a stream tells; after `failed` it tells nothing more. */
export type Listener = { heard: (changes: Changes) => void; failed: () => void };

type FeedPorts = {
  /** @throws an error with `status` 0 when the API can't be reached */
  ask: (topics: string, after: string | undefined) => Promise<Changes>;
  /** Opens a stream, where there is one; answers how to close it. */
  stream?: ((topics: string, listener: Listener) => () => void) | undefined;
  /** What is on the screen. */
  topics: () => string[];
  isHidden: () => boolean;
  onNews: (topics: string[]) => void;
  onLost: () => void;
  /** The API answers again: all that is shown may be old. */
  onBack: () => Promise<void>;
};

/** `told`: how often it told something. */
type Stream = { topics: string; close: () => void; told: number };

/** While something shown changes; and else. */
const BUSY_MS = 2_000;
const QUIET_MS = 15_000;
/** After a change of our own: its effects take about so long. */
const SOON_MS = 700;
/** After other topics are shown: a page mounts its queries within so long. */
const MOUNTED_MS = 50;
/** After a change, more are likely for so long. */
const BUSY_FOR_MS = 60_000;
/** A stream is asked after so often: a proxy may hold back what it tells. */
const WATCH_MS = 60_000;
/** A stream that works tells what changed within so long. */
const LAG_MS = 3_000;
/** A stream that failed is tried again after so long. */
const AGAIN_MS = 60_000;

/**
 * Follows the topics that are on the screen: by a stream where there is one, by asking else, and
 * after the stream failed. While the tab is hidden it does neither.
 */
export class Feed {
  readonly #ports: FeedPorts;
  /** Each topic as it was last told: what changed while it was not shown, too. */
  readonly #versions = new Map<string, string>();
  #stream: Stream | undefined;
  #streamAgainAt = 0;
  #last = { topics: "", after: "" };
  #busyUntil = 0;
  #isLost = false;
  #isOver = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #planned = 0;

  constructor(ports: FeedPorts) {
    this.#ports = ports;
  }

  /** Other topics are shown. */
  topicsChanged(): void {
    this.#in(MOUNTED_MS);
  }
  /** The tab is shown or hidden, or the network came or went. */
  look(): void {
    this.#in(0);
  }
  /** After a change of our own more follow, such as the mail that an event causes. */
  expectChanges(): void {
    this.#busyUntil = Date.now() + BUSY_FOR_MS;
    if (!this.#stream) this.#in(SOON_MS);
  }
  close(): void {
    this.#isOver = true;
    clearTimeout(this.#timer);
    this.#closeStream();
  }

  #in(ms: number): void {
    clearTimeout(this.#timer);
    this.#planned += 1;
    if (!this.#isOver) this.#timer = setTimeout(() => void this.#turn(), ms);
  }
  #closeStream(): void {
    this.#stream?.close();
    this.#stream = undefined;
  }

  async #turn(): Promise<void> {
    const planned = this.#planned;
    if (this.#ports.isHidden()) return this.#closeStream();
    const topics = this.#ports.topics().join(",");
    if (this.#stream?.topics !== topics) this.#closeStream();
    if (topics === "") return;
    if (!this.#stream && this.#mayStream()) this.#open(topics);
    else {
      const watched = this.#stream;
      const told = watched?.told;
      const hasNews = await this.#ask(topics);
      if (watched && hasNews) this.#expectTold(watched, told);
    }
    // What was wished for while the API was asked is sooner.
    if (this.#planned === planned) this.#in(this.#pause());
  }
  #pause(): number {
    if (this.#stream) return WATCH_MS;
    if (this.#isLost) return BUSY_MS;
    if (this.#mayStream()) return 0;
    return Date.now() < this.#busyUntil ? BUSY_MS : QUIET_MS;
  }
  #mayStream(): boolean {
    return this.#ports.stream !== undefined && !this.#isLost && Date.now() >= this.#streamAgainAt;
  }

  #open(topics: string): void {
    const close = this.#ports.stream!(topics, {
      heard: ({ items }) => {
        if (this.#stream !== stream) return;
        stream.told += 1;
        this.#hear(items);
      },
      failed: () => {
        if (this.#stream !== stream) return;
        this.#streamFailed();
        this.#in(0);
      },
    });
    const stream: Stream = { topics, close, told: 0 };
    this.#stream = stream;
  }
  /** What was found by asking, the stream tells soon too; else it is held back on its way. */
  #expectTold(stream: Stream, before: number | undefined): void {
    setTimeout(() => {
      if (this.#stream !== stream || stream.told !== before) return;
      this.#streamFailed();
      this.#in(0);
    }, LAG_MS);
  }
  #streamFailed(): void {
    this.#closeStream();
    this.#streamAgainAt = Date.now() + AGAIN_MS;
  }

  /** Asks once; whether there was news. */
  async #ask(topics: string): Promise<boolean> {
    const after = this.#last.topics === topics ? this.#last.after : undefined;
    try {
      const changes = await this.#ports.ask(topics, after);
      this.#last = { topics, after: changes.after };
      await this.#found();
      return this.#hear(changes.items);
    } catch (error) {
      const isUnreachable = (error as { status?: number }).status === 0;
      if (isUnreachable && !this.#isLost) {
        this.#isLost = true;
        this.#closeStream();
        this.#ports.onLost();
      }
      return false;
    }
  }
  async #found(): Promise<void> {
    if (!this.#isLost) return;
    this.#isLost = false;
    this.#streamAgainAt = 0;
    await this.#ports.onBack();
  }
  #hear(items: Changes["items"]): boolean {
    const changed = items.filter(({ topic, version }) => {
      const known = this.#versions.get(topic);
      this.#versions.set(topic, version);
      return known !== undefined && known !== version;
    });
    if (changed.length === 0) return false;
    this.#busyUntil = Date.now() + BUSY_FOR_MS;
    this.#ports.onNews(changed.map(({ topic }) => topic));
    return true;
  }
}
