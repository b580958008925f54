import type { Page } from "playwright-core";

/** What is data or an address of it, whichever language is spoken. */
const DATA = "bdi, code, pre, kbd, time, textarea, .cm-editor, [translate=no]";

/** Texts on the page that come from no catalogue, when the language of tests is spoken. */
export const foreignTexts = (page: Page, known: string[]): Promise<string[]> =>
  page.evaluate(
    ({ data, allowed }) => {
      const { document, NodeFilter } = globalThis as unknown as DomGlobals;
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const found = new Set<string>();
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const parent = node.parentElement;
        if (!parent?.checkVisibility() || parent.closest(`script, style, svg, ${data}`)) continue;
        let text = node.data;
        for (let before = ""; before !== text; ) {
          before = text;
          text = text.replaceAll(/\[[^[\]]*·\]/g, "");
        }
        for (const name of allowed) text = text.replaceAll(name, "");
        if (/\p{L}{2}/u.test(text)) found.add(node.data);
      }
      return [...found];
    },
    { data: DATA, allowed: known.toSorted((a, b) => b.length - a.length) },
  );

/** Texts of the catalogue that are cut off, or overlap what surrounds them. */
export const cutTexts = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const { document, getComputedStyle } = globalThis as unknown as DomGlobals;
    const found: string[] = [];
    for (const element of document.querySelectorAll("body *")) {
      const own = [...element.childNodes].some(
        (node) => node.nodeType === 3 && /·\]\s*$/.test(node.textContent ?? ""),
      );
      if (!own || !element.checkVisibility()) continue;
      for (let box = element, depth = 0; box && depth < 3; box = box.parentElement!, depth++) {
        const isClipped = getComputedStyle(box).overflowX !== "visible";
        const isScrolled = /auto|scroll/.test(getComputedStyle(box).overflowX);
        if (isScrolled) break;
        if (isClipped && box.clientWidth > 1 && box.scrollWidth > box.clientWidth + 1) {
          found.push(element.textContent ?? "");
          break;
        }
      }
    }
    return found;
  });

/** Of the browser's globals what these functions use; the tests are typed without the DOM. */
type Node = {
  data: string;
  nodeType: number;
  textContent: string | null;
  parentElement: Element | null;
};
type Element = Node & {
  childNodes: Iterable<Node>;
  clientWidth: number;
  scrollWidth: number;
  checkVisibility: () => boolean;
  closest: (selector: string) => Element | null;
};
type DomGlobals = {
  document: {
    body: Element;
    createTreeWalker: (root: Element, what: number) => { nextNode: () => Node | null };
    querySelectorAll: (selector: string) => Iterable<Element>;
  };
  NodeFilter: { SHOW_TEXT: number };
  getComputedStyle: (element: Element) => { overflowX: string };
};
