import { type CompileResult, RendererEnded } from "./renderer.ts";

/** What a compilation comes to; a source that ends the process it is compiled in is at fault. */
export async function isolateSource(compiling: Promise<CompileResult>): Promise<CompileResult> {
  try {
    return await compiling;
  } catch (error) {
    if (!(error instanceof RendererEnded)) throw error;
    const message = `can't be compiled within the limits: ${error.message}`;
    return { ok: false, faults: [{ path: "", message }] };
  }
}
