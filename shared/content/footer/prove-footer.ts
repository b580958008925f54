import { Parser } from "htmlparser2";
import { listLocals } from "#shared/content/links/index.ts";
import {
  controlFlowOf,
  hasInk,
  isImageVisible,
  isPicture,
  isTextVisible,
  type LiquidMask,
  maskLiquid,
  VISIBLE,
  type Visibility,
  visibilityIn,
} from "#shared/content/markup/index.ts";

/** The lines present in each mail, whatever its data. */
export type Proof = { unsubscribe: boolean; postalAddress: boolean };
const NOTHING: Proof = { unsubscribe: false, postalAddress: false };

const URL_ALONE = /^\{\{-?\s*unsubscribe_url\s*(?:\|\s*escape\s*)?-?\}\}$/;
const ADDRESS = /^\{\{-?\s*postal_address\s*(?:\|\s*(?:escape|newline_to_br|strip)\s*)*-?\}\}$/;
/** Liquid that may print markup or leave a block early: such pages are checked mail by mail. */
const UNRULY = /\|\s*raw\b|^\{%-?\s*(?:liquid|cycle|tablerow|break|continue)\b/;
const BLOCK = /^\{%-?\s*(end)?(?:capture|comment|raw)\b/;

/**
 * How a part of the page is open at a piece of Liquid; equal between two positions if all between
 * is closed.
 */
type Place = string;
type Open = { visibility: Visibility; id: number; isSure: boolean; isUnsubscribe: boolean };

/**
 * Proves that every rendering of a masked page shows the link and the address: outside all Liquid
 * blocks, in elements whose style no Liquid changes, with no block opening or closing an element
 * around them.
 */
export function proveFooter(html: string, mask: LiquidMask): Proof {
  if (isUnruly(mask)) return NOTHING;
  const proof = { ...NOTHING };
  const open: Open[] = [];
  const blocks: Place[] = [];
  let isWhole = true;
  let ids = 0;
  const around = () =>
    open.at(-1) ?? { visibility: VISIBLE, id: 0, isSure: true, isUnsubscribe: false };

  const parser = new Parser({
    onopentag(name, attributes) {
      const { visibility, isSure, isUnsubscribe } = around();
      const id = ++ids;
      const entries = Object.entries(attributes);
      for (const [key, value] of entries) {
        // Between two complete attributes.
        walk(
          key,
          /^[^a-z]*$/.test(mask.strip(key)) || startsVeiled(key) ? `in ${id}` : `name ${++ids}`,
        );
        walk(value, `value ${id} ${key}`);
      }
      const inside = {
        visibility: visibilityIn(visibility, name, attributes),
        id,
        isSure: isSure && !entries.some(([key, value]) => mayHide(key, value)),
        isUnsubscribe: isUnsubscribe || (name === "a" && isUrl(attributes.href)),
      };
      // Liquid may print nothing: of a picture's source only the literal text counts.
      const src = mask.strip(attributes.src ?? "");
      const isImage = name === "img" && isPicture({ ...attributes, src });
      if (isImage && inside.isUnsubscribe && inside.isSure && isImageVisible(inside.visibility)) {
        settle("unsubscribe");
      }
      open.push(inside);
    },
    ontext(text) {
      const { id, visibility, isSure, isUnsubscribe } = around();
      walk(text, `text ${id}`, (cut) => {
        if (!isSure || !isTextVisible(visibility)) return;
        if (cut.liquid === undefined && isUnsubscribe && hasInk(cut.text)) settle("unsubscribe");
        if (ADDRESS.test(cut.liquid ?? "")) settle("postalAddress");
      });
    },
    onclosetag: () => void open.pop(),
    oncomment: (text) => walk(text, `comment ${++ids}`),
    onprocessinginstruction: (_name, text) => walk(text, `comment ${++ids}`),
  });
  parser.end(html);
  return isWhole && blocks.length === 0 ? proof : NOTHING;

  function settle(part: keyof Proof): void {
    if (blocks.length === 0) proof[part] = true;
  }

  function walk(
    text: string,
    place: Place,
    see?: (cut: { text: string; liquid?: string }) => void,
  ): void {
    for (const cut of mask.cut(text)) {
      const flow = controlFlowOf(cut.liquid);
      const [block, end] = BLOCK.exec(cut.liquid ?? "") ?? [];
      if (flow === "branch" && blocks.at(-1) !== place) isWhole = false;
      if (flow === "close" || end) isWhole &&= blocks.pop() === place;
      else if (flow === "open" || block) blocks.push(place);
      see?.(cut);
    }
  }

  function isUrl(href = ""): boolean {
    const [url, ...more] = mask.cut(href.trim());
    return more.length === 0 && URL_ALONE.test(url?.liquid ?? "");
  }

  function startsVeiled(key: string): boolean {
    return mask.cut(key)[0]?.liquid !== undefined;
  }

  function mayHide(key: string, value: string): boolean {
    const isVeiled = (text: string) => mask.strip(text) !== text;
    return isVeiled(key) || (/^(?:style|hidden)$/.test(key) && isVeiled(value));
  }
}

/** The same for a text part. */
export function proveTextFooter(text: string): Proof {
  const mask = maskLiquid(text);
  if (isUnruly(mask)) return NOTHING;
  const proof = { ...NOTHING };
  let depth = 0;
  for (const { liquid = "" } of mask.cut(mask.covered)) {
    const flow = controlFlowOf(liquid);
    const [block, end] = BLOCK.exec(liquid) ?? [];
    if (flow === "close" || end) depth -= 1;
    else if (flow === "open" || block) depth += 1;
    else if (depth === 0 && URL_ALONE.test(liquid)) proof.unsubscribe = true;
    else if (depth === 0 && ADDRESS.test(liquid)) proof.postalAddress = true;
  }
  return proof;
}

function isUnruly({ pieces }: LiquidMask): boolean {
  const locals = listLocals(pieces);
  return (
    pieces.some((piece) => UNRULY.test(piece)) ||
    locals.has("unsubscribe_url") ||
    locals.has("postal_address")
  );
}
