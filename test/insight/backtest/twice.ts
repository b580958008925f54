import type { makeScene } from "./scene.ts";

export const send = (template: string, next: string | null = null) => ({
  kind: "send",
  template,
  next,
});
export const wait = (span: string, next: string) => ({ kind: "wait", for: span, next });

/** A sequence of two mails, a day apart. */
export const twice = {
  name: "Twice",
  enter: [{ event: "signed_up" }],
  start: "hello",
  steps: { hello: send("hello", "day"), day: wait("P1D", "nudge"), nudge: send("nudge") },
};

/** Another live sequence, which no contact enters. */
export async function publishOther(scene: Awaited<ReturnType<typeof makeScene>>) {
  const other = {
    name: "Other",
    enter: [{ event: "never" }],
    start: "hi",
    steps: { hi: send("hello") },
  };
  await scene.draft(other, "other");
  await scene.must("POST", "/v1/sequences/other/publish");
}
