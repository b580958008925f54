import { type Context, DecrementTag, type Emitter, IncrementTag } from "liquidjs";

/** liquidjs counts in the caller's data: here in a copy, made when something is first counted. */
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

/** By its descriptors, since a dynamic link is worked out when it is read. */
function copyData(context: Context): void {
  if (context.getRegister(COPIED)) return;
  context.environments = Object.defineProperties(
    {},
    Object.getOwnPropertyDescriptors(context.environments),
  );
  context.setRegister(COPIED, true);
}
