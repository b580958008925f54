import type { MailHead } from "#shared/ports/renderer.ts";

/** The content of a mail's header. */
export type Header = MailHead & { subject: string };

/** A rendered mail: everything that the composed bytes depend on. */
export type Mail = Header & { html: string; text: string };
