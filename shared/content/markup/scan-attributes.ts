import { QuoteType, Tokenizer } from "htmlparser2";
import { InvalidInput } from "#shared/kernel/errors.ts";

/** An attribute as a browser reads it, with its position. */
export type Attribute = {
  tag: string;
  /** The position of its element's name, shared by the element's attributes. */
  element: number;
  name: string;
  /** The position of its name. */
  from: number;
  /** With its entities decoded. */
  value: string;
  quoted: boolean;
  /** The position of its value, including quotes. */
  start: number;
  end: number;
};

const ignore = () => {};

/** Read by Outlook only: a comment to all other programs. */
export const CONDITIONAL = /^\[if\b[^\]]*\]>/i;

/** Outlook nests them; each level is scanned again. */
export const MAX_CONDITIONS = 10;

/**
 * All attributes of start tags, also in conditional comments, in order.
 * @throws InvalidInput at `path` when such comments are nested more than ten deep
 */
export function scanAttributes(html: string, path: string): Attribute[] {
  const found: Attribute[] = [];
  if (isRead(html, 0, found, MAX_CONDITIONS)) return found;
  const message = `conditional comments nest more than ${MAX_CONDITIONS} deep`;
  throw new InvalidInput(message, [{ path, message }]);
}

/** False when comments are nested deeper than `depth`. */
function isRead(html: string, offset: number, found: Attribute[], depth: number): boolean {
  let isWhole = true;
  let tag = "";
  let element = 0;
  let name = "";
  let from = 0;
  let nameEnd = 0;
  let value = "";
  const tokenizer = new Tokenizer(
    { decodeEntities: true },
    {
      onopentagname(start, end) {
        element = offset + start;
        tag = html.slice(start, end).toLowerCase();
      },
      onattribname(start, end) {
        name = html.slice(start, end).toLowerCase();
        from = offset + start;
        nameEnd = end;
        value = "";
      },
      onattribdata(start, end) {
        value += html.slice(start, end);
      },
      onattribentity(codepoint) {
        value += String.fromCodePoint(codepoint);
      },
      onattribend(quote, end) {
        const sign = /^\s*=\s*/.exec(html.slice(nameEnd, end))?.[0] ?? "";
        const quoted = quote === QuoteType.Single || quote === QuoteType.Double;
        const place = { start: offset + nameEnd + sign.length, end: offset + end };
        found.push({ tag, element, name, from, value, quoted, ...place });
      },
      oncomment(start, end, endOffset) {
        const comment = html.slice(start, end - endOffset);
        const condition = CONDITIONAL.exec(comment)?.[0];
        if (condition === undefined) return;
        const inside = comment.slice(condition.length);
        const at = offset + start + condition.length;
        isWhole &&= depth > 0 && isRead(inside, at, found, depth - 1);
      },
      oncdata: ignore,
      onclosetag: ignore,
      ondeclaration: ignore,
      onend: ignore,
      onopentagend: ignore,
      onprocessinginstruction: ignore,
      onselfclosingtag: ignore,
      ontext: ignore,
      ontextentity: ignore,
    },
  );
  tokenizer.write(html);
  tokenizer.end();
  return isWhole;
}
