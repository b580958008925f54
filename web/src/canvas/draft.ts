import type { Definition } from "./definition.ts";
import { amend, begin, change, type History, redo, undo } from "./history.ts";

/** A draft as the API holds it. */
export type Stored = { definition: Definition; etag: string };
export type DraftState = {
  history: History<Definition>;
  status: "saved" | "changed" | "saving" | "refused" | "conflict";
  /** Why it is not saved: a refusal, or a lost connection. */
  error?: Error;
  /** What another person or tab saved meanwhile. */
  theirs?: Stored;
};
/** @throws with `status` 412 when `etag` is no longer the draft's */
export type Save = (definition: Definition, etag: string) => Promise<Stored>;
export type Load = () => Promise<Stored>;

/** After the last change. */
const SAVE_AFTER_MS = 800;
const TRY_AGAIN_MS = 5_000;
/** Changes of one field within this time are undone together. */
const TOGETHER_MS = 1_000;

const statusOf = (error: unknown) => (error as { status?: number }).status ?? 0;
const textOf = (definition: Definition) => JSON.stringify(definition);

/**
 * A draft being edited: its history, and its way to the API. It is saved by itself; when somewhere
 * else something else was saved, both are kept until it is said which one counts.
 */
export class Draft {
  #state: DraftState;
  #stored: Stored;
  /** What was sent for `#stored`: the API may have added defaults to it. */
  #sent: Definition;
  #listeners = new Set<() => void>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #saving: Promise<void> | undefined;
  #last = { field: "", at: 0 };
  readonly #save: Save;
  readonly #load: Load;

  constructor(stored: Stored, save: Save, load: Load) {
    this.#stored = stored;
    this.#sent = stored.definition;
    this.#save = save;
    this.#load = load;
    this.#state = { history: begin(stored.definition), status: "saved" };
  }

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly state = (): DraftState => this.#state;
  get present(): Definition {
    return this.#state.history.present;
  }

  /** Makes a change; changes with the same `field` soon after each other are undone together. */
  edit(next: Definition, field = ""): void {
    if (next === this.present) return;
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
  heard(stored: Stored): void {
    if (stored.etag === this.#stored.etag || this.#saving) return;
    const isSame = textOf(stored.definition) === textOf(this.#stored.definition);
    if (isSame) this.#stored = stored;
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

  #step(history: History<Definition>): void {
    this.#last = { field: "", at: 0 };
    if (history !== this.#state.history) this.#become(history);
  }
  #become(history: History<Definition>): void {
    if (this.#state.status === "conflict") {
      this.#set({ ...this.#state, history });
    } else {
      this.#set({ history, status: this.#saving ? "saving" : "changed" });
      this.#sendIn(SAVE_AFTER_MS);
    }
  }
  #sendIn(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), ms);
  }

  #send(): Promise<void> {
    const sent = this.present;
    this.#set({ history: this.#state.history, status: "saving" });
    this.#saving = this.#save(sent, this.#stored.etag)
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
    const isSaved = this.#sent === history.present;
    this.#set({ history, status: isSaved ? "saved" : "changed" });
    if (!isSaved) this.#sendIn(SAVE_AFTER_MS);
  }
  async #failed(error: Error, sent: Definition): Promise<void> {
    if (statusOf(error) === 412) {
      const theirs = await this.#load().catch(() => undefined);
      const isSame = theirs && textOf(theirs.definition) === textOf(this.#stored.definition);
      if (theirs && !isSame) return this.#conflict(theirs);
      // Published or paused meanwhile: the draft is the same under a new version.
      if (theirs) this.#stored = theirs;
    }
    this.#set({ history: this.#state.history, status: "refused", error });
    const mayGo = this.present !== sent || statusOf(error) === 412;
    if (mayGo) this.#sendIn(SAVE_AFTER_MS);
    else if (statusOf(error) === 0 || statusOf(error) >= 500) this.#sendIn(TRY_AGAIN_MS);
  }

  #conflict(theirs: Stored): void {
    clearTimeout(this.#timer);
    this.#set({ history: this.#state.history, status: "conflict", theirs });
  }
  #take(stored: Stored): void {
    clearTimeout(this.#timer);
    this.#stored = stored;
    this.#sent = stored.definition;
    this.#set({ history: change(this.#state.history, stored.definition), status: "saved" });
  }
  #set(state: DraftState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}
