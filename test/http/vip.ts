import { type Engine, makeEngine } from "#test/support/engine.ts";

export const path = "/v1/sequences/vip/enrollments";

export const byHand = { enter: [{ api: true }] };

/** An engine in which the sequence "vip" is published. */
export async function withVip(definition: object = byHand): Promise<Engine> {
  const engine = await makeEngine();
  await engine.publish("vip", definition);
  return engine;
}
