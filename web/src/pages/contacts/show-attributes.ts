import type { paths } from "../../api/schema.d.ts";

type Page = paths["/v1/contacts"]["get"]["responses"][200]["content"]["application/json"];
/** A contact as the list shows it. */
export type Listed = Page["items"][number];
export type Value = Listed["attributes"][string];

const MOST_NAMED = 4;

/** A value as one reads it, on one line. */
export const showAttribute = (value: Value): string =>
  Array.isArray(value) ? value.join(", ") : String(value ?? "");

/** The first attributes on one line: `plan: pro · seats: 5`. */
export const showAttributes = (attributes: Record<string, Value>): string =>
  Object.entries(attributes)
    .slice(0, MOST_NAMED)
    .map(([name, value]) => `${name}: ${showAttribute(value)}`)
    .join(" · ");
