import { describe, expect, test } from "vitest";

type Route = {
  options: { path: string; validateSearch?: (search: object) => Record<string, unknown> };
};
// Its pages are typed for the browser.
const ROUTES = "../../../web/src/app/routes.ts";
const { routeTree } = (await import(ROUTES)) as { routeTree: { children: Route[] } };
const { text } = (await import("../../../web/src/app/search.ts")) as {
  text: (value: unknown) => unknown;
};

/** What the router makes of `?name=…`: it reads each value as JSON where it is some. */
const JUNK = [
  ...["foo", "__proto__", "constructor", "toString", "", "[object Object]"],
  ...[0, -1, 1.5, 1e308, true, null],
  ...[[], ["overview"], [["welcome"]], {}, { a: 1 }, { toString: 1 }, { valueOf: null }],
  ...[JSON.parse('{"__proto__":{"toString":1}}'), Object.create(null)],
];

/** The parameters that a page reads from its address. */
function readBy({ options }: Route): string[] {
  const names = new Set<string>();
  const search = new Proxy({}, { get: (_, name) => void names.add(String(name)) });
  options.validateSearch?.(search);
  return [...names];
}
const pages = routeTree.children.map((route) => [route.options.path, route] as const);

test("the tree has every page, and those with filters read some", () => {
  expect(pages.length).toBeGreaterThanOrEqual(12);
  expect(pages.flatMap(([, route]) => readBy(route)).length).toBeGreaterThanOrEqual(20);
});

describe.each(pages)("%s", (_, route) => {
  const names = readBy(route);

  test("each parameter stands in what was read, for the router keeps what is left out", () => {
    expect(Object.keys(route.options.validateSearch?.({}) ?? {}).toSorted()).toEqual(
      names.toSorted(),
    );
  });

  test("no value of a parameter is taken for what it is not", () => {
    for (const name of names) {
      const plain = route.options.validateSearch!({ [name]: "foo" });
      for (const junk of JUNK) {
        const read = route.options.validateSearch!({ [name]: junk });
        expect(Object.keys(read).toSorted()).toEqual(names.toSorted());
        // A parameter that takes any text takes this one; all others know what they take.
        const isAny = plain[name] === "foo";
        const isKnown = read[name] === undefined || ["true", 1].includes(read[name] as string);
        if (isAny) expect(read[name]).toBe(text(junk));
        else expect(isKnown, `${name}=${String(JSON.stringify(junk))}`).toBe(true);
      }
    }
  });
});
