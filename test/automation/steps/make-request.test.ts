import { expect, test } from "vitest";
import { readTrail } from "#shared/automation/enrollments/index.ts";
import { Definition } from "#shared/automation/language/index.ts";
import { Scene } from "../runs/run.ts";

const asking = (url = "https://example.com/") => ({
  name: "Asking",
  enter: [{ event: "signed_up" }],
  start: "ask",
  steps: {
    ask: { kind: "webhook", url, next: "good", otherwise: "bad" },
    good: { kind: "send", template: "good", next: null },
    bad: { kind: "send", template: "bad", next: null },
  },
});

test("a body that would not fit an invocation is not sent, and the run goes the other way", () => {
  const scene = new Scene(asking());
  scene.attributes = { big: "x".repeat(110_000) };
  scene.after(0);
  expect(scene.sent).toEqual(["bad"]);
  const failed = readTrail(scene.run.trail).find(({ decision }) => decision === "request-failed");
  expect(failed?.reason).toBe("too-large");
  const small = new Scene(asking());
  small.attributes = { big: "x".repeat(90_000) };
  expect(small.after(0).run).toMatchObject({ step: "ask", attempt: 1 });
});

test.each([
  "https://user:password@example.com/",
  "https://user@example.com/",
  "ftp://example.com/",
  "example.com",
])("%s is no address to post to", (url) => {
  const { error } = Definition.safeParse(asking(url));
  expect(error?.issues[0]?.path).toEqual(["steps", "ask", "url"]);
});
