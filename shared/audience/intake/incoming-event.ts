import * as z from "zod/mini";
import { isReservedName, RESERVED_NAMES_RULE } from "#events/reserved-names.ts";
import { parseAddress } from "#shared/audience/addresses/index.ts";
import { EventName } from "#shared/audience/conditions/index.ts";
import { InvalidInput } from "#shared/kernel/errors.ts";
import { FOLDED_RULE, isFolded } from "#shared/kernel/ids.ts";
import { MAX_EVENT_DATA_BYTES } from "#shared/kernel/retention.ts";

/** An event as the API or a signed source reports it; `at` in epoch milliseconds. */
export type IncomingEvent = {
  id?: string;
  name: string;
  at?: number;
  data?: Record<string, unknown>;
  contactId?: string;
  email?: string;
};

/** A name that callers may send: not a reserved one. */
export const IncomingName = EventName.check(
  z.refine((name) => !isReservedName(name), RESERVED_NAMES_RULE),
);

export const IncomingInstant = z.iso
  .datetime({ offset: true })
  .check(z.refine((at) => !(Date.parse(at) < 0), "before 1970"));

/** A record of at most so many bytes as JSON. */
export const dataUpTo = (bytes: number) =>
  z
    .record(z.string(), z.unknown())
    .check(
      z.refine(
        (data) => Buffer.byteLength(JSON.stringify(data)) <= bytes,
        `at most ${bytes / 1024} KB`,
      ),
    );

/** An event's data. */
export const EventData = dataUpTo(MAX_EVENT_DATA_BYTES);

/** The caller's id for a contact. */
export const ContactId = z.string().check(
  z.minLength(1),
  z.maxLength(200),
  z.refine((id) => !id.includes("/"), "without a slash"),
  z.refine((id) => !isFolded(id), FOLDED_RULE),
);

export const MailAddress = z.string().check(
  z.superRefine((text, context) => {
    const message = faultOf(text);
    if (message !== undefined) context.addIssue({ code: "custom", message });
  }),
);

function faultOf(text: string): string | undefined {
  try {
    parseAddress(text);
    return undefined;
  } catch (error) {
    if (error instanceof InvalidInput) return error.message;
    throw error;
  }
}
