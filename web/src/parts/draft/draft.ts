import { isSame } from "../../canvas/json.ts";
import { amend, begin, change, type History, redo, undo } from "./history.ts";

/** What the API holds, with its version. */
export type Stored<T> = { value: T; etag: string };
export type DraftState<T> = {
  history: History<T>;
  status: "saved" | "changed" | "saving" | "refused" | "conflict";
  /** Why it is not saved: a refusal, or a lost connection. */
  error?: Error;
  /** What another person or tab saved meanwhile. */
  theirs?: Stored<T>;
};
type Options<T> = {
  /** @throws with `status` 412 when `etag` is no longer what the API holds */
  save: (value: T, etag: string) => Promise<Stored<T>>;
  load: () => Promise<Stored<T>>;
  isSame?: (one: T, other: T) => boolean;
  /** Saved by itself soon after a change; else by `flush` alone. */
  isAutomatic?: boolean;
};

/** After the last change. */
const SAVE_AFTER_MS = 800;
const TRY_AGAIN_MS = 5_000;
/** Changes of one field within this time are undone together. */
const TOGETHER_MS = 1_000;

const statusOf = (error: unknown) => (error as { status?: number }).status ?? 0;
/**
 * A draft being edited: its history, and its way to the API. When somewhere else something else was
 * saved, both are kept until it is said which one counts.
 */
export class Draft<T> {
  #state: DraftState<T>;
  #stored: Stored<T>;
  /** What was sent for `#stored`: the API may have added defaults to it. */
  #sent: T;
  #listeners = new Set<() => void>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #saving: Promise<void> | undefined;
  #last = { field: "", at: 0 };
  readonly #options: Required<Options<T>>;

  constructor(stored: Stored<T>, options: Options<T>) {
    this.#stored = stored;
    this.#sent = stored.value;
    this.#options = { isSame, isAutomatic: false, ...options };
    this.#state = { history: begin(stored.value), status: "saved" };
  }

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly state = (): DraftState<T> => this.#state;
  get present(): T {
    return this.#state.history.present;
  }

  /** Makes a change; changes with the same `field` soon after each other are undone together. */
  edit(next: T, field = ""): void {
    if (this.#options.isSame(next, this.present)) return;
    const { history } = this.#state;
    const now = Date.now();
    const isSame = field !== "" && field === this.#last.field;
    const together = isSame && now - this.#last.at < TOGETHER_MS && history.past.length > 0;
    this.#last = { field, at: now };
    this.#become(together ? amend(history, next) : change(history, next));
  }
  undo(): void {
    this.#step(undo(this.#state.history));
  }
  redo(): void {
    this.#step(redo(this.#state.history));
  }

  /** Saves now. Resolves to whether all changes are saved. */
  async flush(): Promise<boolean> {
    clearTimeout(this.#timer);
    await this.#saving;
    if (["changed", "refused"].includes(this.#state.status)) await this.#send();
    return this.#state.status === "saved";
  }

  /** What the API holds now, when it was read again. */
  heard(stored: Stored<T>): void {
    if (stored.etag === this.#stored.etag || this.#saving) return;
    if (this.#options.isSame(stored.value, this.#stored.value)) this.#stored = stored;
    else if (this.#state.status === "saved") this.#take(stored);
    else this.#conflict(stored);
  }

  /** Takes what was saved elsewhere; one's own version can be had back by undo. */
  takeTheirs(): void {
    if (this.#state.theirs) this.#take(this.#state.theirs);
  }
  /** Saves one's own version over the other. */
  async keepMine(): Promise<void> {
    const { theirs, history } = this.#state;
    if (!theirs) return;
    this.#stored = theirs;
    this.#set({ history, status: "changed" });
    await this.#send();
  }
  /** No more is saved by itself. */
  close(): void {
    clearTimeout(this.#timer);
  }

  #step(history: History<T>): void {
    this.#last = { field: "", at: 0 };
    if (history !== this.#state.history) this.#become(history);
  }
  #become(history: History<T>): void {
    if (this.#state.status === "conflict") {
      this.#set({ ...this.#state, history });
      return;
    }
    const isSaved = !this.#saving && this.#options.isSame(history.present, this.#sent);
    this.#set({ history, status: this.#saving ? "saving" : isSaved ? "saved" : "changed" });
    this.#sendIn(SAVE_AFTER_MS);
  }
  #sendIn(ms: number): void {
    clearTimeout(this.#timer);
    if (!this.#options.isAutomatic) return;
    this.#timer = setTimeout(() => void this.flush(), ms);
  }

  #send(): Promise<void> {
    const sent = this.present;
    this.#set({ history: this.#state.history, status: "saving" });
    this.#saving = this.#options
      .save(sent, this.#stored.etag)
      .then(
        (stored) => {
          this.#stored = stored;
          this.#sent = sent;
        },
        (error: Error) => this.#failed(error, sent),
      )
      .finally(() => {
        this.#saving = undefined;
        if (this.#state.status === "saving") this.#settle();
      });
    return this.#saving;
  }
  #settle(): void {
    const { history } = this.#state;
    const isSaved = this.#options.isSame(this.#sent, history.present);
    this.#set({ history, status: isSaved ? "saved" : "changed" });
    if (!isSaved) this.#sendIn(SAVE_AFTER_MS);
  }
  async #failed(error: Error, sent: T): Promise<void> {
    if (statusOf(error) === 412) {
      const theirs = await this.#options.load().catch(() => undefined);
      const isSame = theirs && this.#options.isSame(theirs.value, this.#stored.value);
      if (theirs && !isSame) return this.#conflict(theirs);
      // Published or paused meanwhile: the draft is the same under a new version.
      if (theirs) this.#stored = theirs;
    }
    this.#set({ history: this.#state.history, status: "refused", error });
    const mayGo = this.present !== sent || statusOf(error) === 412;
    if (mayGo) this.#sendIn(SAVE_AFTER_MS);
    else if (statusOf(error) === 0 || statusOf(error) >= 500) this.#sendIn(TRY_AGAIN_MS);
  }

  #conflict(theirs: Stored<T>): void {
    clearTimeout(this.#timer);
    this.#set({ history: this.#state.history, status: "conflict", theirs });
  }
  #take(stored: Stored<T>): void {
    clearTimeout(this.#timer);
    this.#stored = stored;
    this.#sent = stored.value;
    this.#set({ history: change(this.#state.history, stored.value), status: "saved" });
  }
  #set(state: DraftState<T>): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}
