import { CaptureTag, type Context } from "liquidjs";
import { CappedEmitter } from "./capped-emitter.ts";

/** A `capture` that charges each piece before adding it; liquidjs's charges nothing. */
export class Capture extends CaptureTag {
  override *render(context: Context): Generator<unknown, void, unknown> {
    const emitter = new CappedEmitter((length) => context.memoryLimit.use(length));
    yield this.liquid.renderer.renderTemplates(this.templates, context, emitter);
    (context.bottom() as Record<string, unknown>)[this.variable] = emitter.buffer;
  }
}
