import { own } from "./json.ts";

type Trigger = Record<string, unknown>;

const MAKERS: Record<string, () => Trigger> = {
  event: () => ({ event: "" }),
  schedule: () => ({ schedule: "" }),
  segment: () => ({ segment: "", when: "entered" }),
  attribute: () => ({ attribute: "" }),
  date: () => ({ date: "" }),
  api: () => ({ api: true }),
  click: () => ({ click: "" }),
};

/** A trigger of a kind, to be filled in. */
export const newTrigger = (kind: string): Trigger => own(MAKERS, kind)?.() ?? {};
