import { QuoteType, Tokenizer } from "htmlparser2";

/** An attribute as a browser reads it, and where it stands in the source. */
export type Attribute = {
  tag: string;
  /** Where the name of its element begins: the attributes of one element share it. */
  element: number;
  name: string;
  /** Where its name begins. */
  from: number;
  /** With its entities decoded. */
  value: string;
  quoted: boolean;
  /** Where its value begins, with its quotes. */
  start: number;
  end: number;
};

const ignore = () => {};

/** What Outlook alone reads: a comment to all other programs. */
const CONDITIONAL = /^\[if\b[^\]]*\]>/i;

/** All attributes of the start tags of `html`, those in conditional comments too, in order. */
export function scanAttributes(html: string): Attribute[] {
  const found: Attribute[] = [];
  scan(html, 0, found);
  return found;
}

function scan(html: string, offset: number, found: Attribute[]): void {
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
        scan(comment.slice(condition.length), offset + start + condition.length, found);
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
}
