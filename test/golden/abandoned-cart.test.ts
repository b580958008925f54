import { golden, send, type When, wait } from "./scenario.ts";

const cart = {
  enter: [{ event: "cart" }],
  reentry: { perKey: "cart" },
  exit: [{ event: "ordered", within: "PT1H" }],
  steps: { w: wait("PT4H", "a"), a: send("reminder", "v"), v: wait("P1D", "b"), b: send("last") },
};
const filled = (at: string, id: string): When => [at, { event: "cart", data: { cart: id } }];

const NO_KEY = 'not entered (there is one run for each "cart", and `data` has no usable one)';

golden([
  {
    title: "a cart that is left gets two reminders",
    given: cart,
    when: [filled("2026-03-02 12:00", "A")],
    expect: [
      "2026-03-02 16:00 mail reminder [A]",
      "2026-03-03 16:00 completed (end) [A]",
      "2026-03-03 16:00 mail last [A]",
    ],
  },
  {
    title: "an order cancels the reminders",
    given: cart,
    when: [filled("2026-03-02 12:00", "A"), ["2026-03-02 13:00", { event: "ordered" }]],
    expect: ["2026-03-02 13:00 exited (exit condition) [A]"],
  },
  {
    title: "each cart has a run of its own",
    given: cart,
    when: [filled("2026-03-02 12:00", "A"), filled("2026-03-02 14:00", "B")],
    until: "2026-03-02 20:00",
    expect: ["2026-03-02 16:00 mail reminder [A]", "2026-03-02 18:00 mail reminder [B]"],
  },
  {
    title: "a cart that is touched again has no second run",
    given: cart,
    when: [filled("2026-03-02 12:00", "A"), filled("2026-03-02 14:00", "A")],
    until: "2026-03-02 20:00",
    expect: ["2026-03-02 14:00 not entered (already inside)", "2026-03-02 16:00 mail reminder [A]"],
  },
  {
    title: "an event without the key starts no run",
    given: cart,
    when: [
      ["2026-03-02 12:00", { event: "cart", data: {} }],
      ["2026-03-02 13:00", { event: "cart", data: { cart: { id: "A" } } }],
    ],
    expect: [`2026-03-02 12:00 ${NO_KEY}`, `2026-03-02 13:00 ${NO_KEY}`],
  },
  {
    title: "a new cart after the order starts anew",
    given: cart,
    when: [
      filled("2026-03-02 12:00", "A"),
      ["2026-03-02 13:00", { event: "ordered" }],
      filled("2026-03-02 15:00", "B"),
    ],
    until: "2026-03-02 20:00",
    expect: ["2026-03-02 13:00 exited (exit condition) [A]", "2026-03-02 19:00 mail reminder [B]"],
  },
]);
