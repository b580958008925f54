import { Tokenizer } from "htmlparser2";
import { MAX_FAULTS } from "#shared/content/liquid/index.ts";
import type { Fault } from "#shared/kernel/errors.ts";
import { checkAmbiguity, refuseComment, refuseText } from "./ambiguous-markup.ts";
import type { LiquidMask } from "./mask-liquid.ts";
import { CONDITIONAL, MAX_CONDITIONS } from "./scan-attributes.ts";
import { refuseAttribute, refuseElement, refusePrinting } from "./sink-rules.ts";

type Found = (message: string | undefined, place: number) => void;

/** Elements whose text is not markup, or not words. */
const TEXTS = /^(?:script|style|mj-style)$/;

const ignore = () => {};

/**
 * Finds markup that would let a value, or the page, do more in a mail program than display: with
 * the position in the source, or without one where MJML made it (`isMade`).
 */
export function findSinks(markup: string, mask: LiquidMask, path: string, isMade = false): Fault[] {
  const faults: Fault[] = [];
  scan(markup, 0, mask, MAX_CONDITIONS, (message, place) => {
    if (message === undefined || faults.length === MAX_FAULTS) return;
    const where = isMade
      ? "(in what MJML makes of it)"
      : placeOf(mask.show(markup.slice(0, place)));
    faults.push({ path, message: `${message} ${where}` });
  });
  return faults;
}

function placeOf(before: string): string {
  const lines = before.split("\n");
  return `(line ${lines.length}, column ${lines.at(-1)!.length + 1})`;
}

function scan(html: string, offset: number, mask: LiquidMask, depth: number, found: Found): void {
  let tag = "";
  /** Browsers take the first of duplicate attributes; one that Liquid may omit does not count. */
  let type: string | undefined;
  /** The open element whose text is not markup. */
  let inside = "";
  let element = 0;
  let name = "";
  let from = 0;
  let value = "";
  const ambiguity = checkAmbiguity();
  const end = () => {
    if (TEXTS.test(tag)) inside = tag;
  };
  const checkText = (start: number, stop: number) => {
    const text = html.slice(start, stop);
    found(refuseText(text, tag) ?? ambiguity.holds(text), offset + start);
    if (inside === "") return;
    const at = html.slice(start, stop).search(mask.output);
    if (at >= 0) found(refusePrinting(inside, type ?? ""), offset + start + at);
  };
  const tokenizer = new Tokenizer(
    { decodeEntities: true },
    {
      onopentagname(start, stop) {
        tag = mask.strip(html.slice(start, stop).toLowerCase());
        type = undefined;
        element = offset + start - 1;
        found(refuseElement(tag) ?? ambiguity.opens(tag), element);
      },
      onattribname(start, stop) {
        const written = html.slice(start, stop).toLowerCase();
        name = mask.strip(written);
        if (name !== written) type ??= "";
        from = offset + start;
        value = "";
      },
      onattribdata(start, stop) {
        value += html.slice(start, stop);
      },
      onattribentity(codepoint) {
        value += String.fromCodePoint(codepoint);
      },
      onattribend() {
        if (name === "type") type ??= value;
        const prints = mask.output.test(value);
        const written = { tag, name, value: mask.strip(value), prints };
        found(refuseAttribute(written, mask.show(value)) ?? ambiguity.holds(value), from);
      },
      oncomment(start, stop, endOffset) {
        const comment = html.slice(start, stop - endOffset);
        found(refuseComment(comment) ?? ambiguity.holds(comment), offset + start - 4);
        const condition = CONDITIONAL.exec(comment)?.[0];
        if (condition === undefined || depth === 0) return;
        const begin = offset + start + condition.length;
        scan(comment.slice(condition.length), begin, mask, depth - 1, found);
      },
      onopentagend: end,
      onselfclosingtag(stop) {
        found(ambiguity.closesItself(tag, html.slice(stop - 1, stop + 1)), element);
        end();
      },
      onclosetag(start, stop) {
        const closed = mask.strip(html.slice(start, stop).toLowerCase());
        const close = html.indexOf(">", stop) + 1 || html.length;
        found(ambiguity.closes(closed, html.slice(start - 2, close)), offset + start - 2);
        if (closed === inside) inside = "";
      },
      ontext: checkText,
      oncdata(start) {
        found("<![CDATA[ is not allowed in a mail", offset + start - 9);
      },
      ondeclaration(start, stop) {
        // A browser ends `<!->` at once.
        if (html.slice(start, stop).startsWith("->")) {
          found("<!-> is not allowed in a mail", offset + start - 2);
        }
      },
      onend: ignore,
      onprocessinginstruction: ignore,
      ontextentity: ignore,
    },
  );
  tokenizer.write(html);
  tokenizer.end();
}
