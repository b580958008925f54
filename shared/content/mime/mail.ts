import type { MailHead } from "#shared/ports/renderer.ts";

/** What the header of a mail is made of. */
export type Header = MailHead & { subject: string };

/** One mail to one person, rendered and decided: everything that the composed bytes depend on. */
export type Mail = Header & { html: string; text: string };
