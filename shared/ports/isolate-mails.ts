import QuickLRU from "quick-lru";
import { HOUR_MS, MINUTE_MS } from "#shared/kernel/time.ts";
import type { Clock } from "./clock.ts";
import { type Renderer, RendererEnded, type RenderRequest, type RenderResult } from "./renderer.ts";

/** `isAlone`: the mail is suspected to end the process, and nothing else goes along. */
type Call = (requests: RenderRequest[], isAlone: boolean) => Promise<RenderResult[]>;

/** Templates that are remembered to have ended a process. */
const MAX_SUSPECTS = 1_000;
/** After so many mails of one template in a row its others are not tried for a while. */
const MAX_ENDS = 3;
/** Then one is tried again: a template takes a small part of a renderer's time at the most. */
const PAUSE_MS = MINUTE_MS;

/** Longer than a mail that is held waits to be tried again. */
const SUSPECTED_MS = 2 * HOUR_MS;

/** `ends` in a row, the last one at `endedMs`. */
type Suspect = { ends: number; endedMs: number };

/**
 * Renders by a `call` that a mail may end with the process it runs in. A batch that did not come
 * back is rendered again mail by mail, so that the one that ends it costs itself alone: it comes
 * back as broken. Mails of its template go alone for some hours.
 */
export function isolateMails(
  call: Call,
  { monotonicMs }: Pick<Clock, "monotonicMs">,
): Renderer["render"] {
  const suspects = new QuickLRU<string, Suspect>({ maxSize: MAX_SUSPECTS });
  const isFree = ({ template }: RenderRequest): boolean => {
    const known = suspects.get(template.hash);
    return known === undefined || monotonicMs() - known.endedMs > SUSPECTED_MS;
  };

  return async (requests) => {
    const results: RenderResult[] = [];
    const put = (index: number, result: RenderResult) => {
      results[index] = result;
    };
    const [together, alone] = splitBy(requests, isFree);
    if (together.length > 0 || alone.length === 0) {
      try {
        const rendered = await call(
          together.map((index) => requests[index]!),
          false,
        );
        together.forEach((index, i) => {
          put(index, rendered[i]!);
        });
      } catch (error) {
        if (!(error instanceof RendererEnded)) throw error;
        // Those that nothing is known of first.
        alone.unshift(...together);
      }
    }
    // One after another: the first few of a template may spare its others.
    for (const index of alone) put(index, await renderAlone(requests[index]!));
    return results;
  };

  async function renderAlone(request: RenderRequest): Promise<RenderResult> {
    const { hash } = request.template;
    const known = suspects.get(hash);
    const ends = known?.ends ?? 0;
    if (known && ends >= MAX_ENDS && monotonicMs() - known.endedMs < PAUSE_MS) {
      return broken("as others of its template did just now, it would end the renderer");
    }
    try {
      const [result] = await call([request], true);
      if (known && result?.ok) suspects.set(hash, { ...known, ends: 0 });
      return result!;
    } catch (error) {
      if (!(error instanceof RendererEnded)) throw error;
      suspects.set(hash, { ends: ends + 1, endedMs: monotonicMs() });
      return broken(error.message);
    }
  }
}

const broken = (reason: string): RenderResult => ({ ok: false, reason, broken: true });

/** The indexes of those that `test` holds for, and of the others. */
function splitBy<T>(list: T[], test: (one: T) => boolean): [number[], number[]] {
  const found: [number[], number[]] = [[], []];
  list.forEach((one, index) => {
    found[test(one) ? 0 : 1].push(index);
  });
  return found;
}
