import type { MailClass } from "#shared/ports/renderer.ts";

/**
 * Why a template is not sent as mail of this class; undefined when it is. One that declares none is
 * sent as either: what marketing mail must carry, a way out and a postal address, is in every mail,
 * and templates that were saved without a class go on as they did.
 */
export const classMismatch = (
  name: string,
  declared: MailClass | undefined,
  wanted: MailClass,
): string | undefined =>
  declared === undefined || declared === wanted
    ? undefined
    : `template "${name}" is declared ${declared}, and this mail is ${wanted}: save it with "class": "${wanted}", or send another`;
