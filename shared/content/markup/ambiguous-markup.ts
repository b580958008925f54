/** Its own syntax: in these, browsers read as markup what is text elsewhere. */
const FOREIGN = /^(?:svg|math)$/;
/** Elements of SVG and MathML that hold HTML again, whose ends browsers match otherwise. */
const HOLDS_HTML = /^(?:foreignobject|desc|mi|mo|mn|ms|mtext|annotation-xml)$/;
const TEXTS = /^(?:script|style|title|textarea|xmp)$/;
const END_WITH_SLASH = /<\/(?:script|style|title|textarea|xmp)\//i;

/**
 * How the pieces of a page are told, in order; each gives why it may not be saved, if it may not.
 */
export type AmbiguityCheck = {
  opens: (tag: string) => string | undefined;
  closesItself: (tag: string, sign: string) => string | undefined;
  closes: (tag: string, written: string) => string | undefined;
  /** Of an attribute's value, a comment or a text. */
  holds: (text: string) => string | undefined;
};

/**
 * What browsers and the scanner read differently, so that markup could pass for text: elements of
 * text in SVG and MathML or closed by themselves, and end tags that hold more than their name.
 */
export function checkAmbiguity(): AmbiguityCheck {
  const open: string[] = [];
  let mixes = false;
  /** To browsers with scripts its inside is text, up to the first sign of its end. */
  let isNoscript = false;
  return {
    opens(tag) {
      const isForeign = open.length > 0;
      if (isForeign && TEXTS.test(tag)) return `<${tag}> may not stand after <${open[0]}> opens`;
      isNoscript ||= tag === "noscript";
      if (FOREIGN.test(tag)) open.push(tag);
      mixes ||= isForeign && HOLDS_HTML.test(tag);
      return undefined;
    },
    closesItself(tag, sign) {
      if (TEXTS.test(tag)) return `write </${tag}>: <${tag}/> does not close itself`;
      if (sign === "/>" && open.at(-1) === tag && !mixes) open.pop();
      return undefined;
    },
    closes(tag, written) {
      if (!/^<\/[^\s/]+\s*>?$/.test(written)) return "an end tag may hold only its name";
      if (open.at(-1) === tag && !mixes) open.pop();
      if (tag === "noscript") isNoscript = false;
      return undefined;
    },
    holds: (text) =>
      isNoscript && /<\/noscript/i.test(text)
        ? "</noscript in an attribute, a comment or a text: <noscript> may hold it as its end only"
        : undefined,
  };
}

/** Why a comment may not be saved, if it may not: browsers end one at `--!>`, too. */
export const refuseComment = (comment: string): string | undefined =>
  comment.includes("--!>") ? "end a comment with -->, not with --!>" : undefined;

/** Why the text of an element may not be saved, if it may not: a browser ends it elsewhere. */
export function refuseText(text: string, tag: string): string | undefined {
  if (END_WITH_SLASH.test(text)) return "an end tag may hold only its name";
  const comment = tag === "script" ? text.indexOf("<!--") : -1;
  if (comment >= 0 && /<script/i.test(text.slice(comment))) {
    return "<!-- and <script> may not stand in a script: its end would be another";
  }
  return undefined;
}
