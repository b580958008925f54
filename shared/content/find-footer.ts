import { Parser } from "htmlparser2";
import { IN_SIGHT, isRead, isShown, type Sight, sightIn } from "./sight.ts";

/** What each mail must have where its reader sees it; no address of a page where there is no way out, as for a team. */
export type Law = { unsubscribeUrl: string; postalAddress: string };

/** `end`: where a footer would be read, before the end of the body; undefined where nothing would. */
type Footer = { unsubscribe: boolean; postalAddress: boolean; end: number | undefined };

type Open = { sight: Sight; isWayOut: boolean };
const OPENED: Open = { sight: IN_SIGHT, isWayOut: false };

/** What a reader of the rendered page finds of `law`: a link with words or a picture in it, and the address in any form. */
export function findFooter(html: string, { unsubscribeUrl, postalAddress }: Law): Footer {
  const open: Open[] = [];
  let unsubscribe = unsubscribeUrl === "";
  let waysOut = 0;
  let words = "";
  let end: number | undefined;
  let hasEnd = false;
  /** Where elements were last closed, and what was seen before the first of them was. */
  let closing = { at: -1, sight: IN_SIGHT };

  const parser = new Parser({
    onopentag(name, { href = "", ...attributes }) {
      const sight = sightIn(open.at(-1)?.sight ?? IN_SIGHT, name, attributes);
      const isWayOut =
        name === "a" && unsubscribeUrl !== "" && href.trim().startsWith(unsubscribeUrl);
      if (isWayOut) waysOut += 1;
      if (name === "img" && waysOut > 0 && isShown(sight)) unsubscribe = true;
      open.push({ sight, isWayOut });
      words += " ";
      if (parser.startIndex === html.length && !hasEnd && isRead(sight)) end = html.length;
    },
    ontext(text) {
      if (!isRead(open.at(-1)?.sight ?? IN_SIGHT)) return;
      words += text;
      if (waysOut > 0 && text.trim() !== "") unsubscribe = true;
    },
    onclosetag(name, isImplied) {
      // A tag that the page breaks off is closed without having been opened.
      const { sight, isWayOut } = open.pop() ?? OPENED;
      if (isWayOut) waysOut -= 1;
      words += " ";
      const at = parser.startIndex;
      if (closing.at !== at) closing = { at, sight };
      if (name === "body" && !isImplied) {
        hasEnd = true;
        end = isRead(closing.sight) ? at : undefined;
      }
    },
  });
  parser.write(html);
  parser.end(PROBE);
  return {
    unsubscribe,
    postalAddress: squeeze(words).includes(squeeze(postalAddress)),
    end,
  };
}

/** Opened only where what follows the page would still be read as HTML. */
const PROBE = "<wbr>";

/** The same for a text, of which all is read. */
export const findTextFooter = (text: string, { unsubscribeUrl, postalAddress }: Law) => ({
  unsubscribe: text.includes(unsubscribeUrl),
  postalAddress: squeeze(text).includes(squeeze(postalAddress)),
});

/** Signs and blanks apart: an address may be written on one line or several. */
const squeeze = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
