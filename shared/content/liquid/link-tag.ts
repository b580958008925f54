import { type Context, type Liquid, Tag, type TagToken, type Template, TypeGuards } from "liquidjs";
import { escapeHtml } from "./escape-html.ts";

/** The tag around addresses that are known only in place. */
export const LINK_TAG = "link_url";

/** The key of a mail's link resolver in its data. */
export const FOLLOW: unique symbol = Symbol("follow");

/** A link's place in its template. `label` is what the author wrote there. */
export type LinkSite = { label: string; track: boolean };
type Follow = (written: string, site: LinkSite) => string;

/** Liquid that prints the address made by `liquid`, tracked if allowed. */
export const linkInPlace = (liquid: string, track: boolean) =>
  `{% ${LINK_TAG}${track ? "" : " untracked"} %}${liquid}{% end${LINK_TAG} %}`;

type Parser = Liquid["parser"];

/**
 * A block whose content is an address: rendered unescaped with local names, and escaped as a whole
 * if its own engine escapes.
 * @param plain the engine without escaping
 */
export const createLinkTag = (plain: () => Liquid) =>
  class extends Tag {
    readonly #inside: Template[] = [];
    readonly #site: LinkSite;

    constructor(token: TagToken, rest: ConstructorParameters<typeof Tag>[1], liquid: Liquid) {
      super(token, rest, liquid);
      const parser: Parser = plain().parser;
      const track = token.args.trim() !== "untracked";
      for (let next = rest.shift(); next; next = rest.shift()) {
        if (TypeGuards.isTagToken(next) && next.name === `end${LINK_TAG}`) {
          this.#site = { label: token.input.slice(token.end, next.begin), track };
          return;
        }
        this.#inside.push(parser.parseToken(next, rest));
      }
      throw new Error(`tag ${token.getText()} not closed`);
    }

    *render(context: Context): Generator<unknown, string, string> {
      const written = yield this.liquid.renderer.renderTemplates(this.#inside, context);
      const { [FOLLOW]: follow } = context.environments as { [FOLLOW]?: Follow };
      const shown = follow ? follow(written, this.#site) : written.trim();
      return this.liquid.options.outputEscape ? escapeHtml(shown) : shown;
    }

    // biome-ignore lint/correctness/useYield: liquidjs asks for a generator.
    *children(): Generator<unknown, Template[]> {
      return this.#inside;
    }
  };
