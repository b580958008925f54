import type { Definition } from "../../../canvas/definition.ts";

export const SAMPLES = ["blank", "welcome", "cart", "winBack"] as const;
export type Sample = (typeof SAMPLES)[number];

type Given = { name: string; event: string };

const base = ({ name, event }: Given) => ({
  name,
  enter: [{ event }],
  reentry: "never",
  exit: [],
  settings: {},
});

/** The drafts that a new sequence may start from; their templates need not exist yet. */
const MAKERS: Record<Sample, (given: Given, template: (wish: string) => string) => Definition> = {
  blank: (given, template) => ({
    ...base(given),
    start: "mail",
    steps: { mail: { kind: "send", template: template("welcome-hello"), next: null } },
  }),
  welcome: (given, template) => ({
    ...base(given),
    start: "hello",
    steps: {
      hello: { kind: "send", template: template("welcome-hello"), next: "day" },
      day: { kind: "wait", for: "P1D", next: "click" },
      click: {
        kind: "waitFor",
        event: "message.clicked",
        where: { step: { is: "hello" } },
        timeout: "P3D",
        next: null,
        otherwise: "nudge",
      },
      nudge: { kind: "send", template: template("welcome-nudge"), next: null },
    },
  }),
  cart: (given, template) => ({
    ...base(given),
    reentry: "after-exit",
    exit: [{ event: "order_placed", since: "entry" }],
    start: "hour",
    steps: {
      hour: { kind: "wait", for: "PT1H", next: "reminder" },
      reminder: { kind: "send", template: template("cart-reminder"), next: "day" },
      day: { kind: "wait", for: "P1D", next: "last-word" },
      "last-word": { kind: "send", template: template("cart-last-word"), next: null },
    },
  }),
  winBack: (given, template) => ({
    ...base(given),
    goal: { event: "order_placed", within: "P14D" },
    start: "ways",
    steps: {
      ways: {
        kind: "experiment",
        variants: [
          { name: "news", next: "news" },
          { name: "offer", next: "offer" },
        ],
        metric: { event: "order_placed", within: "P7D" },
      },
      news: { kind: "send", template: template("win-back-news"), next: "week" },
      offer: { kind: "send", template: template("win-back-offer"), next: "week" },
      week: { kind: "wait", for: "P7D", next: "back" },
      back: {
        kind: "branch",
        cases: [{ when: { event: "order_placed", within: "P7D" }, next: null }],
        otherwise: "question",
      },
      question: { kind: "send", template: template("win-back-question"), next: null },
    },
  }),
};

/** Events that a sample is about, for the field of the dialog. */
export const EVENTS: Record<Sample, string> = {
  blank: "signed_up",
  welcome: "signed_up",
  cart: "cart_abandoned",
  winBack: "went_quiet",
};

/**
 * A draft to begin with. A template that does not exist is kept by its name, so that the lint says
 * what is missing; the one mail of `blank` takes a template that is there.
 */
export const sampleOf = (sample: Sample, given: Given, templates: readonly string[]): Definition =>
  MAKERS[sample](given, (wish) =>
    sample === "blank" && !templates.includes(wish) ? (templates[0] ?? wish) : wish,
  );

export { idOf } from "../../../parts/id-of.ts";
