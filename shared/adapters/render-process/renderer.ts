import { isolateMails } from "#shared/adapters/isolation/isolate-mails.ts";
import { isolateSource } from "#shared/adapters/isolation/isolate-source.ts";
import { systemClock } from "#shared/adapters/node/clock.ts";
import { SECOND_MS } from "#shared/kernel/time.ts";
import type {
  CompileResult,
  Renderer,
  RenderResult,
  TemplateSource,
} from "#shared/ports/renderer.ts";
import { RenderProcess } from "./process.ts";

/** The limit of a batch, whose mails share a second of CPU time. */
const BATCH_MS = 8 * SECOND_MS;
/** The limit of a suspected mail, while others wait. */
const ALONE_MS = 4 * SECOND_MS;
/** An author waits for it; the largest MJML takes a second. */
const COMPILE_MS = 10 * SECOND_MS;
/** A template that exceeds it ends its own process. */
const HEAP_MB = 512;

/**
 * The `Renderer` port on child processes: one for mails, and one for authors' saves, so that no
 * mail waits for those.
 */
export class ProcessRenderer implements Renderer {
  readonly #mails: RenderProcess;
  readonly #sources: RenderProcess;
  readonly render: Renderer["render"];

  constructor({ heapMb = HEAP_MB, batchMs = BATCH_MS, aloneMs = ALONE_MS } = {}) {
    this.#mails = new RenderProcess({ heapMb });
    this.#sources = new RenderProcess({ heapMb });
    this.render = isolateMails(async (requests, isAlone) => {
      const limitMs = isAlone ? aloneMs : batchMs;
      const results = await this.#mails.call<RenderResult[]>({ render: requests }, limitMs);
      return results.map(withOwnBytes);
    }, systemClock);
  }

  compile = (source: TemplateSource): Promise<CompileResult> =>
    isolateSource(this.#sources.call({ compile: source }, COMPILE_MS));

  /** Starts the process for mails before it is needed. */
  warm = async (): Promise<void> => {
    await this.render([]);
  };

  close = async (): Promise<void> => {
    await Promise.all([this.#mails.close(), this.#sources.close()]);
  };
}

/** The bytes of a batch arrive in one buffer; each mail needs its own. */
const withOwnBytes = (result: RenderResult): RenderResult =>
  result.ok ? { ok: true, mail: { ...result.mail, raw: new Uint8Array(result.mail.raw) } } : result;
