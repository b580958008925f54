import { Parser } from "htmlparser2";

/** MJML elements that contain only elements. */
const CONTAINERS = new Set(
  "mjml mj-head mj-body mj-wrapper mj-section mj-group mj-column mj-hero mj-navbar mj-social mj-accordion mj-accordion-element mj-carousel".split(
    " ",
  ),
);

/** Wraps text between elements, which `mjml` silently drops, in an `mj-raw` each. */
export function wrapStrayText(mjml: string): string {
  const open: string[] = [];
  let wrapped = "";
  let from = 0;
  const parser = new Parser(
    {
      onopentag: (name) => void open.push(name),
      onclosetag: () => void open.pop(),
      ontext(text) {
        if (!CONTAINERS.has(open.at(-1) ?? "") || text.trim() === "") return;
        wrapped += `${mjml.slice(from, parser.startIndex)}<mj-raw>${text}</mj-raw>`;
        from = parser.startIndex + text.length;
      },
    },
    { decodeEntities: false, recognizeSelfClosing: true },
  );
  parser.end(mjml);
  return wrapped + mjml.slice(from);
}
