/**
 * The layout of the sources, as the tests beside this file hold it. A new context goes to its place
 * in `ORDER`; a new module of a context needs no line here.
 */

/** Bottom to top: a context uses those below it; those that share a line may use each other. */
export const ORDER: readonly (readonly string[])[] = [
  ["kernel"],
  ["events"],
  ["ports"],
  ["calendar", "queue", "scheduler", "bulk"],
  ["platform"],
  ["audience"],
  ["content"],
  ["messaging"],
  ["automation"],
  ["campaigns"],
  ["insight"],
];

/** Those that are divided into modules, a folder each. */
export const DIVIDED = [
  "platform",
  "audience",
  "content",
  "messaging",
  "automation",
  "campaigns",
  "insight",
];

/** Beside the order: these use what is listed, and the types of everything in it. */
export const BESIDE: Record<string, readonly string[]> = {
  http: ["kernel", "events", "ports"],
  adapters: ["kernel", "events", "ports", "queue"],
  sdk: ["kernel"],
};

/** Outside: these use all of `shared/`, and of each other what is listed. */
export const OUTSIDE: Record<string, readonly string[]> = {
  functions: [],
  infra: ["functions"],
  cli: ["sdk"],
};

/** What is over a limit or against the order today. An entry no longer needed fails the test. */
export const KNOWN = {
  arrows: [
    // It is the entry of the process that renders.
    "adapters uses content/compiling",
    "adapters uses content/rendering",
  ],
  keys: [] as string[],
  /** Modules with more lines than they should have, and how many at most. */
  lines: {} as Record<string, number>,
  /** Modules that export more than they should, and how much at most. */
  exports: {
    "shared/audience/conditions": 22,
    "shared/audience/events": 27,
    "shared/audience/profiles": 25,
    "shared/audience/segments": 21,
    "shared/automation/language": 19,
    // What a plan is made of, for those who read, simulate and commit one.
    "shared/automation/planning": 19,
    "shared/automation/versions": 27,
    "shared/bulk": 20,
    "shared/calendar": 24,
    "shared/content/liquid": 37,
    "shared/content/markup": 16,
    "shared/insight/simulation": 16,
    "shared/messaging/messages": 22,
    // A constructor for each message.
    "shared/queue": 21,
    "shared/scheduler": 20,
  } as Record<string, number>,
};

/** `shared/<context>/…`, or the first folder of all others. */
export function contextOf(path: string): string {
  const [first, second] = path.split("/");
  return first === "shared" ? second! : first!;
}

/** The module that a file is part of: `audience/contacts`, or the context that has none. */
export function moduleOf(path: string): string {
  const context = contextOf(path);
  const [, , name, file] = path.split("/");
  return DIVIDED.includes(context) && file !== undefined ? `${context}/${name}` : context;
}

export const rankOf = (context: string): number =>
  ORDER.findIndex((contexts) => contexts.includes(context));
