import type { MailClass } from "#shared/ports/renderer.ts";

/**
 * Why a template can't be sent as mail of this class; undefined if it can. A template without a
 * class can be sent as either: every mail has an unsubscribe link and a postal address.
 */
export const classMismatch = (
  name: string,
  declared: MailClass | undefined,
  wanted: MailClass,
): string | undefined =>
  declared === undefined || declared === wanted
    ? undefined
    : `template "${name}" is declared ${declared}, and this mail is ${wanted}: save it with "class": "${wanted}", or send another`;
