import { use } from "react";

/** What could not be loaded: the API is away, or the console was replaced by a newer one. */
export class NotLoaded extends Error {
  constructor(cause: unknown) {
    super("a part of the console could not be loaded", { cause });
    this.name = "NotLoaded";
  }
}

const failed = new Set<() => void>();
const lostSheets = new Set<HTMLLinkElement>();
// Not in Node, where tests read the rules of pages.
globalThis.addEventListener?.(
  "error",
  ({ target }) => {
    if (target instanceof HTMLLinkElement && target.rel === "stylesheet") lostSheets.add(target);
  },
  true,
);

/** Has all that failed asked for again when it is next shown. */
export function forgetFailed(): void {
  for (const forget of failed) forget();
  failed.clear();
}

/** The bundler asks for each sheet once: those that failed are asked for here. */
async function loadLostSheets(): Promise<void> {
  const again = [...lostSheets].map(
    (lost) =>
      new Promise((resolve, reject) => {
        const link = lost.cloneNode() as HTMLLinkElement;
        link.onload = resolve;
        link.onerror = reject;
        lost.replaceWith(link);
        lostSheets.delete(lost);
      }),
  );
  await Promise.all(again);
}

/**
 * Something imported when it is first used. An import that fails is not kept as failed for ever, as
 * React and the router keep it: after `forgetFailed` it is tried again.
 */
export function lazyValue<T>(load: () => Promise<T>) {
  let loading: Promise<T> | undefined;
  const forget = () => {
    loading = undefined;
  };
  const start = (): Promise<T> => {
    const started = (async () => {
      try {
        await loadLostSheets();
        return await load();
      } catch (cause) {
        throw new NotLoaded(cause);
      }
    })();
    // By these React knows that it is loaded, so that nothing waits for it again.
    const settle = (value: T) => Object.assign(started, { status: "fulfilled", value });
    started.then(settle, () => {});
    return started;
  };
  return {
    /**
     * The value; suspends while it loads. React tells the promises of a component by their order,
     * so what is loaded already is used too. @throws NotLoaded until it is forgotten
     */
    use(): T {
      if (!loading) {
        loading = start();
        loading.catch(() => failed.add(forget));
      }
      return use(loading);
    },
    /** The value, for what shows nothing itself. After a failure the next call tries again. */
    async load(): Promise<T> {
      loading ??= start();
      try {
        return await loading;
      } catch (error) {
        forget();
        throw error;
      }
    },
    /** Loads it ahead; when that fails, it is tried again when it is shown. */
    async preload(): Promise<void> {
      if (loading) return;
      loading = start();
      await loading.catch(forget);
    },
  };
}
