import { Tokenizer } from "htmlparser2";
import type { Fault } from "#shared/kernel/errors.ts";
import { MAX_FAULTS } from "./limits.ts";
import { CONDITIONAL, MAX_CONDITIONS } from "./scan-attributes.ts";
import { refuseAttribute, refuseElement, refusePrinting } from "./sink-rules.ts";
import type { Veil } from "./veil-liquid.ts";

type Found = (message: string | undefined, place: number) => void;

/** Elements whose text is no markup, or no words. */
const TEXTS = /^(?:script|style|mj-style)$/;

const ignore = () => {};

/**
 * What of veiled markup would let a value, or the page itself, do more in a mail program than show
 * something: each with the place in its author's source, or with none where `isMade` says that MJML
 * made it.
 */
export function findSinks(markup: string, veil: Veil, path: string, isMade = false): Fault[] {
  const faults: Fault[] = [];
  scan(markup, 0, veil, MAX_CONDITIONS, (message, place) => {
    if (message === undefined || faults.length === MAX_FAULTS) return;
    const where = isMade
      ? "(in what MJML makes of it)"
      : placeOf(veil.show(markup.slice(0, place)));
    faults.push({ path, message: `${message} ${where}` });
  });
  return faults;
}

function placeOf(before: string): string {
  const lines = before.split("\n");
  return `(line ${lines.length}, column ${lines.at(-1)!.length + 1})`;
}

function scan(html: string, offset: number, veil: Veil, depth: number, found: Found): void {
  let tag = "";
  let type = "";
  /** The element whose text is no markup. */
  let inside = "";
  let element = 0;
  let name = "";
  let from = 0;
  let value = "";
  const end = () => {
    inside = TEXTS.test(tag) ? tag : "";
  };
  const judgeText = (start: number, stop: number) => {
    if (inside === "") return;
    const at = html.slice(start, stop).search(veil.output);
    if (at >= 0) found(refusePrinting(inside, type), offset + start + at);
  };
  const tokenizer = new Tokenizer(
    { decodeEntities: true },
    {
      onopentagname(start, stop) {
        tag = veil.strip(html.slice(start, stop).toLowerCase());
        type = "";
        element = offset + start - 1;
        found(refuseElement(tag), element);
      },
      onattribname(start, stop) {
        name = veil.strip(html.slice(start, stop).toLowerCase());
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
        if (name === "type") type = value;
        const prints = veil.output.test(value);
        const written = { tag, name, value: veil.strip(value), prints };
        found(refuseAttribute(written, veil.show(value)), from);
      },
      oncomment(start, stop, endOffset) {
        const comment = html.slice(start, stop - endOffset);
        const condition = CONDITIONAL.exec(comment)?.[0];
        if (condition === undefined || depth === 0) return;
        const begin = offset + start + condition.length;
        scan(comment.slice(condition.length), begin, veil, depth - 1, found);
      },
      onopentagend: end,
      onselfclosingtag: end,
      onclosetag() {
        inside = "";
      },
      ontext: judgeText,
      oncdata: judgeText,
      ondeclaration: ignore,
      onend: ignore,
      onprocessinginstruction: ignore,
      ontextentity: ignore,
    },
  );
  tokenizer.write(html);
  tokenizer.end();
}
