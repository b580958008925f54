import QuickLRU from "quick-lru";
import { HOUR_MS, MINUTE_MS } from "#shared/kernel/time.ts";
import type { Clock } from "#shared/ports/clock.ts";
import {
  type Renderer,
  RendererEnded,
  type RenderRequest,
  type RenderResult,
} from "#shared/ports/renderer.ts";

/** `isAlone`: the mail may crash the process, so it is rendered alone. */
type Call = (requests: RenderRequest[], isAlone: boolean) => Promise<RenderResult[]>;

/** Templates remembered for having crashed a process. */
const MAX_SUSPECTS = 1_000;
/** After so many crashes in a row, a template's other mails are not tried for a while. */
const MAX_ENDS = 3;
/** Then one is tried again: a template takes a small part of a renderer's time at most. */
const PAUSE_MS = MINUTE_MS;

/** Longer than a held mail waits for its next try. */
const SUSPECTED_MS = 2 * HOUR_MS;

/** `ends`: crashes in a row, the last at `endedMs`. */
type Suspect = { ends: number; endedMs: number };

/**
 * Renders through a `call` whose process a mail may crash. A failed batch is rendered again mail by
 * mail, so that only the one that crashes it is lost, as broken. Mails of its template are then
 * rendered alone for some hours.
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
        // Unsuspected ones first.
        alone.unshift(...together);
      }
    }
    // Sequentially: the first failures of a template may spare its others.
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

/** The indexes of the items that pass the test, and of the others. */
function splitBy<T>(list: T[], test: (one: T) => boolean): [number[], number[]] {
  const found: [number[], number[]] = [[], []];
  list.forEach((one, index) => {
    found[test(one) ? 0 : 1].push(index);
  });
  return found;
}
