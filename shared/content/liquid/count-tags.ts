import { type Context, DecrementTag, type Emitter, IncrementTag } from "liquidjs";

/** An `increment` that counts in a copy of the caller's data, made on first use. */
export class Increment extends IncrementTag {
  override render(context: Context, emitter: Emitter): void {
    copyData(context);
    super.render(context, emitter);
  }
}

/** As {@link Increment}, downwards. */
export class Decrement extends DecrementTag {
  override render(context: Context, emitter: Emitter): void {
    copyData(context);
    super.render(context, emitter);
  }
}

const COPIED = "counts in a copy";

/** Copies descriptors, because dynamic links are getters. */
function copyData(context: Context): void {
  if (context.getRegister(COPIED)) return;
  context.environments = Object.defineProperties(
    {},
    Object.getOwnPropertyDescriptors(context.environments),
  );
  context.setRegister(COPIED, true);
}
