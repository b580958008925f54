import { QuoteType, Tokenizer } from "htmlparser2";

/** An attribute as a browser reads it, and where its value with its quotes stands in the source. */
export type Attribute = {
  tag: string;
  name: string;
  /** With its entities decoded. */
  value: string;
  quoted: boolean;
  start: number;
  end: number;
};

const ignore = () => {};

/** All attributes of the start tags of `html`, in order. */
export function scanAttributes(html: string): Attribute[] {
  const found: Attribute[] = [];
  let tag = "";
  let name = "";
  let nameEnd = 0;
  let value = "";
  const tokenizer = new Tokenizer(
    { decodeEntities: true },
    {
      onopentagname(start, end) {
        tag = html.slice(start, end).toLowerCase();
      },
      onattribname(start, end) {
        name = html.slice(start, end).toLowerCase();
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
        found.push({ tag, name, value, quoted, start: nameEnd + sign.length, end });
      },
      oncdata: ignore,
      onclosetag: ignore,
      oncomment: ignore,
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
  return found;
}
