/** A member of the team, whom the tour notifies about its contacts. */
export const TEAM = "team@example.com";
export const HOOK = "https://hook.example/score";
export const CHAT = "https://chat.example/post";

/**
 * Every kind of step that the other sequences lack; goes on from an answer, a chance, a clock, a
 * date, an event, a condition.
 */
export const TOUR = {
  name: "Tour",
  enter: [{ event: "toured" }, { segment: "fans" }],
  reentry: "after-exit",
  exit: [{ attribute: "stage", is: "gone" }],
  settings: {
    quietHours: { from: "22:00", to: "07:00" },
    cap: { mails: 1, per: "PT12H" },
  },
  start: "ask",
  steps: {
    ask: {
      kind: "webhook",
      url: HOOK,
      body: { tour: { event: "tour" } },
      map: { score: "data.score" },
      attempts: 3,
      next: "rate",
      otherwise: "split",
    },
    rate: {
      kind: "branch",
      cases: [{ when: { attribute: "score", gte: 50 }, next: "quiet" }],
      otherwise: "split",
    },
    split: { kind: "split", ways: [{ next: "again" }, { weight: 3, next: "try" }] },
    again: { kind: "webhook", url: HOOK, attempts: 2, next: "quiet" },
    try: {
      kind: "experiment",
      variants: [
        { name: "short", next: "quiet" },
        { name: "long", next: "mark" },
      ],
      metric: { event: "tapped", within: "P1D" },
    },
    quiet: { kind: "send", template: "tour", next: "mark" },
    mark: { kind: "update", set: { tours: { event: "tour" }, stage: "seen" }, next: "tell" },
    tell: { kind: "emit", event: "told", data: { key: { event: "told" } }, next: "hand" },
    hand: { kind: "enroll", sequence: "extra", data: { key: { event: "tour" } }, next: "nine" },
    nine: { kind: "wait", until: { time: "09:00" }, next: "date" },
    date: {
      kind: "wait",
      until: { attribute: "ends", offset: "-PT6H" },
      ...{ next: "tap", otherwise: "tap" },
    },
    tap: { kind: "waitFor", event: "tapped", timeout: "P1D", next: "second", otherwise: "team" },
    second: { kind: "send", template: "tour", next: "team" },
    team: { kind: "notify", email: TEAM, template: "receipt", next: "chat" },
    chat: {
      kind: "notify",
      url: CHAT,
      text: "{{ contact.email }} took {{ event.tour }}",
      attempts: 2,
      next: "done",
    },
    done: {
      kind: "waitFor",
      condition: { attribute: "stage", is: "done" },
      timeout: "PT12H",
      next: "bye",
      otherwise: "leave",
    },
    bye: { kind: "send", template: "tour", next: null },
    leave: { kind: "exit", reason: "never done" },
  },
};

/** The tour after an edit: a step more, one less, a wait and the quiet hours changed. */
export const EDITED_TOUR = {
  ...TOUR,
  settings: { ...TOUR.settings, quietHours: { from: "20:00", to: "08:00" } },
  steps: {
    ...without(TOUR.steps, "split"),
    ask: { ...TOUR.steps.ask, otherwise: "again" },
    rate: { ...TOUR.steps.rate, otherwise: "try" },
    mark: { ...TOUR.steps.mark, next: "pause" },
    pause: { kind: "wait", for: "PT30M", next: "tell" },
    nine: { kind: "wait", until: { time: "10:30" }, next: "date" },
  },
};

/** What an edit may do to those inside: by the step that they stand on in the first version. */
export const CHOICES = [
  { version: 1, step: "nine", do: "move" },
  { version: 1, step: "tap", do: "move", to: "team" },
  { version: 1, step: "done", do: "exit" },
];

/** What a tour lets people into: once for each key, by an event of its own and by hand. */
export const EXTRA = {
  name: "Extra",
  enter: [{ event: "told" }, { api: true }],
  reentry: { perKey: "key" },
  start: "hour",
  steps: {
    hour: { kind: "wait", for: "PT1H", next: "extra" },
    extra: { kind: "send", template: "later", next: null },
  },
};

/** Contacts who tapped in the last six hours, are on the pro plan, or have little time left. */
export const FANS = {
  name: "Fans",
  condition: {
    any: [
      { event: "tapped", within: "PT6H" },
      { attribute: "plan", is: "pro" },
      { attribute: "ends", ahead: { lte: "PT12H" } },
    ],
  },
};

function without<T extends object, K extends keyof T>({ ...all }: T, name: K): Omit<T, K> {
  delete (all as Partial<T>)[name];
  return all;
}
