import { type CompileResult, RendererEnded } from "#shared/ports/renderer.ts";

/** The result of a compilation; a source that crashes the compiler is faulty. */
export async function isolateSource(compiling: Promise<CompileResult>): Promise<CompileResult> {
  try {
    return await compiling;
  } catch (error) {
    if (!(error instanceof RendererEnded)) throw error;
    const message = `can't be compiled within the limits: ${error.message}`;
    return { ok: false, faults: [{ path: "", message }] };
  }
}
