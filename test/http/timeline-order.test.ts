import { expect, test } from "vitest";
import type { TimelineItem } from "#shared/insight/timeline/index.ts";
import { makeCourse, send } from "./course.ts";

const told = ({ kind, name, decision, state }: TimelineItem) =>
  [kind, name ?? decision ?? state].join(" ");

test("of one instant, causes are told before their effects, also from run to run", async () => {
  const api = await makeCourse();
  await api.call("PUT", "/v1/sequences/extra", {
    name: "Extra",
    enter: [{ event: "began" }],
    start: "tips",
    steps: { tips: send("tips", null) },
  });
  await api.call("POST", "/v1/sequences/extra/publish");
  await api.put({
    name: "Course",
    enter: [{ event: "signed_up" }],
    start: "hello",
    steps: {
      hello: send("hello", "begin"),
      begin: { kind: "emit", event: "began", next: null },
    },
  });
  await api.post("publish");
  await api.signUp("ann");
  await api.workOff();
  const items = ((await api.timelineOf("ann")) as TimelineItem[]).toReversed();
  expect(new Set(items.map(({ at }) => at)).size).toBe(1);
  expect(items.map(told)).toEqual([
    "event signed_up",
    ...["decision entered", "decision send", "decision emitted", "decision completed"],
    "event began",
    ...["decision entered", "decision send", "decision completed"],
    ...["message sent", "message sent", "event message.sent", "event message.sent"],
  ]);
});
