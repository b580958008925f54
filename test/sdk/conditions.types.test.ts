import { test } from "vitest";
import type { TriggerOf } from "../../sdk/sequences/trigger.ts";
import { condition, type Shop } from "./shop.ts";

/** Only what `tsc` says counts here. */
const enter = (one: TriggerOf<Shop>) => one;

test("a misspelt attribute or a value of another type does not compile", () => {
  condition({ attribute: "plan", is: "pro" });
  // @ts-expect-error no such attribute
  condition({ attribute: "plam", is: "pro" });
  // @ts-expect-error no such plan
  condition({ attribute: "plan", is: "por" });
  condition({ attribute: "seats", gte: 3, in: [3, 4] });
  // @ts-expect-error seats are counted
  condition({ attribute: "seats", gte: "3" });
  condition({ attribute: "tags", contains: "a" });
  // @ts-expect-error a list is no text
  condition({ attribute: "tags", is: "a" });
  condition({ attribute: "nick", is: null });
  condition({ attribute: "trial_ends", ahead: { lte: "P3D" }, gt: "2026" });
  // @ts-expect-error seats are no date
  condition({ attribute: "seats", ahead: { lte: "P3D" } });
  // @ts-expect-error not a duration
  condition({ attribute: "trial_ends", ago: { lte: "3 days" } });
  condition({ attribute: "nick", startsWith: "A", ignoreCase: true });
  condition({ attribute: "seats", notIn: [3] });
  // @ts-expect-error a number begins with no text
  condition({ attribute: "seats", startsWith: "3" });
  // @ts-expect-error no such test
  condition({ attribute: "plan", equals: "pro" });
});

test("a misspelt event, field or test of one does not compile", () => {
  condition({ event: "ordered", where: { total: { gt: 20 } }, sum: { field: "total", gte: 100 } });
  // @ts-expect-error no such event
  condition({ event: "orderd" });
  // @ts-expect-error no such field
  condition({ event: "ordered", where: { totl: { gt: 20 } } });
  // @ts-expect-error a field of another event
  condition({ event: "ordered", where: { size: { gt: 2 } } });
  // @ts-expect-error a total is a number
  condition({ event: "ordered", where: { total: { gt: "20" } } });
  // @ts-expect-error only of numbers
  condition({ event: "ordered", sum: { field: "cart_id", gte: 100 } });
  condition({ event: "ordered", where: { cart_id: { is: { entry: "cart_id" } } } });
  // @ts-expect-error no event has it
  condition({ event: "ordered", where: { cart_id: { is: { entry: "card_id" } } } });
  condition({ event: "message.clicked", where: { human: { is: true } } });
  condition({ event: "cart_left", where: { "owner.name": { startsWith: "A" } } });
  condition({ event: "cart_left", where: { "owner.name": { is: { entry: "owner.name" } } } });
  condition({ event: "cart_left", min: { field: "owner.born.year", gte: 1990 } });
  // @ts-expect-error no such nested field
  condition({ event: "cart_left", where: { "owner.nome": { is: "A" } } });
  // @ts-expect-error a nested text has no size
  condition({ event: "cart_left", where: { "owner.name": { gt: 2 } } });
  // @ts-expect-error no such event of ours
  condition({ event: "message.clickt" });
});

test("other misspelt names in a condition do not compile, however deep", () => {
  condition({ any: [{ none: [{ segment: "vip" }] }, { subscribed: true }, { topic: "all" }] });
  // @ts-expect-error no such segment
  condition({ any: [{ none: [{ segment: "vips" }] }] });
  // @ts-expect-error no such topic
  condition({ topic: "news" });
  // @ts-expect-error no such group
  condition({ every: [{ suppressed: false }] });
});

test("a trigger with a name that does not exist does not compile", () => {
  enter({ event: "ordered", where: { coupon: { exists: true } } });
  // @ts-expect-error no such field
  enter({ event: "ordered", where: { cupon: { exists: true } } });
  // @ts-expect-error nothing has started the run yet
  enter({ event: "ordered", where: { cart_id: { is: { entry: "cart_id" } } } });
  enter({ attribute: "plan", from: { is: "free" }, to: { is: "pro" } });
  // @ts-expect-error no such plan
  enter({ attribute: "plan", to: { is: "gold" } });
  enter({ date: "trial_ends", offset: "-P7D", time: "09:00" });
  enter({ date: "trial_ends", every: "year" });
  // @ts-expect-error no date
  enter({ date: "seats" });
  // @ts-expect-error not a time of day
  enter({ date: "trial_ends", time: "nine" });
  enter({ segment: "vip", when: "left" });
  // @ts-expect-error no such segment
  enter({ segment: "vop" });
  enter({ schedule: "0 9 * * MON", segment: "vip" });
  enter({ click: "spring", link: "https://example.com" });
  // @ts-expect-error it is true, or left out
  enter({ api: false });
});
