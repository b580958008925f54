import { own } from "./json.ts";

type Trigger = Record<string, unknown>;
/** What a new trigger refers to, where something exists. */
export type KnownNames = { event?: string | undefined; segment?: string | undefined };

const MAKERS: Record<string, (known: KnownNames) => Trigger> = {
  event: ({ event = "signed_up" }) => ({ event }),
  schedule: () => ({ schedule: "0 9 * * MON" }),
  segment: ({ segment = "everyone" }) => ({ segment, when: "entered" }),
  attribute: () => ({ attribute: "plan" }),
  date: () => ({ date: "birthday" }),
  api: () => ({ api: true }),
  click: () => ({ click: "newsletter" }),
};

/** A trigger of a kind that the API takes as it is; its form changes what it says. */
export const newTrigger = (kind: string, known: KnownNames = {}): Trigger =>
  own(MAKERS, kind)?.(known) ?? {};
