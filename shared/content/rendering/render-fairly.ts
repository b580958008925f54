import QuickLRU from "quick-lru";
import { MAX_CALL_MS, MAX_PREPARED, MAX_TEMPLATE_MS } from "#shared/content/liquid/index.ts";
import type { RenderRequest, RenderResult } from "#shared/ports/renderer.ts";
import { renderOne } from "./render-mails.ts";

/** Milliseconds of this process's CPU time, which load does not stretch, and of monotonic time. */
export type Stopwatch = { cpuMs: () => number; monotonicMs: () => number };

type Share = { queue: number[]; takenMs: number };

/**
 * Renders each batch within a time budget, always the next mail of the template that has used the
 * least. Mails beyond the budget return with `later`. A template that used much of a batch then
 * rests for as long, so it gets at most half of the time.
 */
export function createFairRender({ cpuMs, monotonicMs }: Stopwatch) {
  /** Template hash → monotonic end of its rest. */
  const resting = new QuickLRU<string, number>({ maxSize: MAX_PREPARED });

  return async (requests: RenderRequest[]): Promise<RenderResult[]> => {
    const results: RenderResult[] = Array.from(requests, () => LATER);
    const shares = new Map<string, Share>();
    requests.forEach(({ template: { hash } }, index) => {
      const share = shares.get(hash);
      if (share) share.queue.push(index);
      else if ((resting.get(hash) ?? 0) <= monotonicMs()) {
        shares.set(hash, { queue: [index], takenMs: 0 });
      }
    });
    const waiting = new Set(shares.values());
    let nowMs = cpuMs();
    for (const endMs = nowMs + MAX_CALL_MS; waiting.size > 0 && nowMs < endMs; ) {
      const share = leastOf(waiting);
      const index = share.queue.shift()!;
      results[index] = renderOne(requests[index]!);
      const thenMs = cpuMs();
      share.takenMs += thenMs - nowMs;
      nowMs = thenMs;
      if (share.queue.length === 0) waiting.delete(share);
    }
    for (const [hash, { takenMs }] of shares) {
      if (takenMs > MAX_TEMPLATE_MS) resting.set(hash, monotonicMs() + takenMs);
    }
    return results;
  };
}

const LATER: RenderResult = { ok: false, reason: "its batch had no time left", later: true };

function leastOf(shares: Iterable<Share>): Share {
  let least: Share | undefined;
  for (const share of shares) if (!least || share.takenMs < least.takenMs) least = share;
  return least!;
}
