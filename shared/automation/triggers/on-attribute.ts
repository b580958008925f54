import * as z from "zod/mini";
import { matchesFields, ValueTest } from "#shared/audience/conditions/index.ts";
import { CONTACT_UPDATED } from "#shared/audience/events/index.ts";
import { ownValue } from "#shared/kernel/own-value.ts";
import { defineTrigger } from "./trigger-kind.ts";

/** `{attribute, from?, to?}`, with tests of the old and the new value. */
export const onAttribute = defineTrigger({
  key: "attribute",
  summary: "When an attribute changes.",
  schema: z.lazy(() =>
    z.strictObject({
      attribute: z.string().check(z.minLength(1), z.maxLength(100)),
      from: z.optional(ValueTest),
      to: z.optional(ValueTest),
    }),
  ),
  event: () => CONTACT_UPDATED,
  attributes: ({ attribute }) => [attribute],
  matches: ({ attribute, from, to }, { data }) => {
    const changes = data.changes as Record<string, { from: unknown; to: unknown }> | undefined;
    const change = changes && ownValue(changes, attribute);
    if (!change) return false;
    return matchesFields(change, { ...(from && { from }), ...(to && { to }) });
  },
});
