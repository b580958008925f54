type Send = (request: Request) => Promise<Response>;

/** From one sign-in to the next; `again` tells whether the same key signed in. */
const begin = () => Promise.withResolvers<boolean>();

/** A sign-in is answered as it is, and one who signs out is not asked to sign in for it. */
const isOfSessions = ({ url }: Request) => new URL(url).pathname.startsWith("/v1/sessions");

/**
 * Requests of a session that is over wait here and are sent again once its key has signed in anew,
 * so that nothing on the page has to know that it ended.
 */
export class HeldRequests {
  readonly #send: Send;
  readonly #listeners = new Set<() => void>();
  #era = begin();
  #isOver = false;
  #isHolding = false;

  constructor(send: Send) {
    this.#send = send;
  }

  readonly fetch: Send = async (request) => {
    for (;;) {
      const era = this.#era;
      const response = await this.#send(request.clone());
      const isRefused = response.status === 401 && !isOfSessions(request);
      if (!isRefused || !this.#isHolding) return response;
      if (era === this.#era) this.#set(true);
      if (!(await era.promise)) return response;
    }
  };

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  /** Whether requests wait for a sign-in. */
  readonly isOver = (): boolean => this.#isOver;

  /** Something is shown that a sign-in brings further; before that, refusals are answered. */
  hold(): void {
    this.#isHolding = true;
  }
  /** The same key signed in: what waits is sent again. */
  signedIn(): void {
    this.#end(true);
  }
  /** Another key signed in: what waits is refused, for it was not that key's wish. */
  drop(): void {
    this.#isHolding = false;
    this.#end(false);
  }

  #end(isAgain: boolean): void {
    const { resolve } = this.#era;
    this.#era = begin();
    resolve(isAgain);
    this.#set(false);
  }
  #set(isOver: boolean): void {
    this.#isOver = isOver;
    for (const listener of this.#listeners) listener();
  }
}
