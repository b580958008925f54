import type { MailHead } from "#shared/ports/renderer.ts";

/** One mail to one person, rendered and decided: everything that the composed bytes depend on. */
export type Mail = MailHead & { subject: string; html: string; text: string };
