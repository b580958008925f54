import { Parser } from "htmlparser2";

/**
 * What opens and closes a part for Outlook alone, or for all but it: two programs cut them into
 * other pieces.
 */
const CONDITION = /<!--\[if[^\]]*\]>(?:<!--)?(?:-->)?|(?:<!--)?<!\[endif\]-->/gi;
/** Not the no-break space, which is seen. */
const BLANKS = /[ \t\n\f\r]+/g;

/**
 * Whether both pages hold the same elements with the same attributes and words, one after the
 * other. The order of attributes and classes, blanks around elements, and how a value is written
 * make no difference.
 */
export function isSameHtml(html: string, other: string): boolean {
  const steps = readSteps(html);
  const others = readSteps(other);
  return steps.length === others.length && steps.every((step, i) => step === others[i]);
}

/** Each start tag, end tag and run of words, in one way of writing. */
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
  // No attribute of HTML: one compiler leaves it where a column was told it.
  if (name === "vertical-align") return "";
  if (name === "class") return showList(name, value.split(BLANKS).sort(), " ");
  if (name === "style") return showList(name, value.split(";").map(showDeclaration), ";");
  return `${name}=${value}`;
}

/** An empty attribute is none. */
function showList(name: string, items: string[], glue: string): string {
  const list = items.filter(Boolean).join(glue);
  return list && `${name}=${list}`;
}

/** Without what is so anyway, which one compiler says on the body alone and one inside it too. */
function showDeclaration(text: string): string {
  const declaration = oneBlank(text)
    .replace(/ ?([:,]) ?/g, "$1")
    .trim();
  return declaration === "word-spacing:normal" ? "" : declaration;
}
