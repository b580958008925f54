import { Parser } from "htmlparser2";

/** The start and end of Outlook-only parts, which the compilers split differently. */
const CONDITION = /<!--\[if[^\]]*\]>(?:<!--)?(?:-->)?|(?:<!--)?<!\[endif\]-->/gi;
/** Not the no-break space, which is visible. */
const BLANKS = /[ \t\n\f\r]+/g;

/**
 * Whether two pages have the same elements, attributes and words in order. The order of attributes
 * and classes, blanks around elements, and value notation are ignored.
 */
export function isSameHtml(html: string, other: string): boolean {
  const steps = readSteps(html);
  const others = readSteps(other);
  return steps.length === others.length && steps.every((step, i) => step === others[i]);
}

/** Start tags, end tags and words in canonical form. */
function readSteps(html: string): string[] {
  const steps: string[] = [];
  let words = "";
  const parser = new Parser({
    onopentag(name, attributes) {
      endWords();
      const shown = Object.entries(attributes).map(showAttribute).filter(Boolean).sort();
      steps.push(`<${[name, ...shown].join(" ")}>`);
    },
    ontext(text) {
      words += text;
    },
    onclosetag(name) {
      if (name === "style") words = words.replace(/\s+/g, "").replaceAll(";}", "}");
      endWords();
      steps.push(`</${name}>`);
    },
  });
  parser.end(html.replace(CONDITION, ""));
  endWords();
  return steps;

  function endWords() {
    const text = oneBlank(words).trim();
    if (text) steps.push(text);
    words = "";
  }
}

const oneBlank = (text: string) => text.replace(BLANKS, " ");

function showAttribute([name, value]: [string, string]): string {
  // Not an HTML attribute; one compiler leaves it on columns.
  if (name === "vertical-align") return "";
  if (name === "class") return showList(name, value.split(BLANKS).sort(), " ");
  if (name === "style") return showList(name, value.split(";").map(showDeclaration), ";");
  return `${name}=${value}`;
}

/** An empty attribute counts as missing. */
function showList(name: string, items: string[], glue: string): string {
  const list = items.filter(Boolean).join(glue);
  return list && `${name}=${list}`;
}

/** Omits defaults, which one compiler states on the body and one inside it too. */
function showDeclaration(text: string): string {
  const declaration = oneBlank(text)
    .replace(/ ?([:,]) ?/g, "$1")
    .trim();
  return declaration === "word-spacing:normal" ? "" : declaration;
}
