export { cleanText } from "./clean-text.ts";
export { compose, composeParts } from "./compose.ts";
export type { Mail } from "./mail.ts";
export { foldLiteral, quotedPrintable, SOFT_BREAK } from "./quoted-printable.ts";
export { type ReadMail, readComposed } from "./read-composed.ts";
