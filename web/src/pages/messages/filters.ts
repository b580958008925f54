import { oneOf, text } from "../../app/search.ts";
import { MESSAGE_STATES, type MessageState } from "../../parts/mail/states.ts";

/** What the list is narrowed to, as the address holds it; days are `2026-03-05` of the viewer. */
export type Filters = {
  state?: MessageState | undefined;
  sequence?: string | undefined;
  step?: string | undefined;
  template?: string | undefined;
  from?: string | undefined;
  until?: string | undefined;
};

const DAY = /^\d{4}-\d\d-\d\d$/;

const day = (value: unknown) => {
  const given = text(value);
  return given && DAY.test(given) && !Number.isNaN(Date.parse(given)) ? given : undefined;
};

/** The filters in an address; what makes no sense there is left out. */
export const readFilters = (search: Record<string, unknown>): Filters => ({
  state: oneOf(MESSAGE_STATES, search.state),
  sequence: text(search.sequence),
  step: text(search.step),
  template: text(search.template),
  from: day(search.from),
  until: day(search.until),
});

/** The filters as the API takes them: from the first day's beginning until the last one's end. */
export function queryOf({ from, until, ...others }: Filters): Record<string, string> {
  const query = {
    ...others,
    from: from && new Date(`${from}T00:00:00.000`).toISOString(),
    until: until && new Date(`${until}T23:59:59.999`).toISOString(),
  };
  const given = Object.entries(query).filter((entry): entry is [string, string] => !!entry[1]);
  return Object.fromEntries(given);
}
