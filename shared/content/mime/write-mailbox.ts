import { cleanText } from "./clean-text.ts";
import { encodeWords, MAX_COLUMNS } from "./encode-words.ts";
import { isPlain } from "./write-text.ts";

/** RFC 5322 §3.2.3: words of these need no quotes; a dot does. */
const ATOMS = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]+$/;

/**
 * The value of From or To: `name <address>`, or the bare address without a name. `address` must
 * come from `parseAddress` and is never folded.
 */
export function writeMailbox(name: string, address: string, usedColumns: number): string {
  const clean = cleanText(name);
  if (clean === "") return address;
  const phrase = writePhrase(clean, usedColumns);
  const lastLine = phrase.length - (phrase.lastIndexOf("\n") + 1);
  const column = phrase.length === lastLine ? usedColumns + lastLine : lastLine;
  const fits = column + address.length + " <>".length <= MAX_COLUMNS;
  return `${phrase}${fits ? " " : "\r\n "}<${address}>`;
}

function writePhrase(name: string, usedColumns: number): string {
  if (!isPlain(name)) return encodeWords(name, usedColumns);
  const phrase = ATOMS.test(name) ? name : `"${name.replace(/["\\]/g, "\\$&")}"`;
  return usedColumns + phrase.length <= MAX_COLUMNS ? phrase : encodeWords(name, usedColumns);
}
