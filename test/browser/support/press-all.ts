import type { Page } from "playwright-core";

/** Of a page, and of a dialog or menu that opened. */
const BUTTONS = "main button:enabled, [role=dialog] button:enabled, [role=menuitem]:enabled";
/** Cells of a calendar or a list of choices: they change what is shown. */
const SKIPPED = "[role=option], [aria-haspopup=listbox]";

/**
 * Goes to a page by the router and presses each of its buttons, those of what opens, and runs each
 * command that the palette offers there; once by their words. Resolves to what it pressed.
 */
export const pressAll = (page: Page, address: string): Promise<string[]> =>
  page.evaluate(
    async ({ to, buttons, skipped }) => {
      const { document, history, location, KeyboardEvent } = globalThis as unknown as DomGlobals;
      const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
      const all = (selector: string) => [...document.querySelectorAll(selector)];
      const isLoading = () => all("[aria-busy=true], .mantine-Skeleton-root").length > 0;
      const go = async () => {
        if (location.pathname + location.search !== to) {
          history.pushState({}, "", to);
          await rest(60);
        }
        while (isLoading()) await rest(60);
      };
      const name = (one: Pressable) => (one.ariaLabel || one.textContent || "").trim();
      const pressed = new Set<string>();
      const press = async (found: Pressable[]) => {
        const next = found.findLast((one) => !pressed.has(name(one)));
        if (!next) return false;
        pressed.add(name(next));
        next.click();
        await rest(25);
        return true;
      };
      const shown = () =>
        all(buttons).filter((one) => one.checkVisibility() && !one.closest(skipped));
      do await go();
      while (await press(shown()));
      const offered = async () => {
        await go();
        document.dispatchEvent(new KeyboardEvent("keydown", { key: "k", ctrlKey: true }));
        await rest(25);
        return all("#palette-list [aria-label='On this page'] [role=option]");
      };
      while (await press(await offered()));
      return [...pressed];
    },
    { to: address, buttons: BUTTONS, skipped: SKIPPED },
  );

/** Of the browser's globals what this uses; the tests are typed without the DOM. */
type Pressable = {
  ariaLabel: string | null;
  textContent: string | null;
  click: () => void;
  checkVisibility: () => boolean;
  closest: (selector: string) => unknown;
};
type DomGlobals = {
  document: {
    querySelectorAll: (selector: string) => Iterable<Pressable>;
    dispatchEvent: (event: unknown) => void;
  };
  history: { pushState: (state: object, title: string, address: string) => void };
  location: { pathname: string; search: string };
  KeyboardEvent: new (name: string, options: object) => unknown;
};
