import { expect, test } from "vitest";
import { madeUpOf, parseMadeUp } from "../../../web/src/pages/templates/made-up.ts";

test("each variable of a template gets a value that names it", () => {
  const made = madeUpOf([
    "contact.firstName",
    "event.items[0].name",
    'data["a b"]',
    "event.items",
    "postal_address",
    "contact",
  ]);
  expect(made).toEqual({
    contact: { firstName: "firstName" },
    event: { items: [{ name: "name" }] },
    data: { "a b": "a b" },
  });
});

test("a variable that is shorter than another gives way to it", () => {
  expect(madeUpOf(["event.cart", "event.cart.total"])).toEqual({
    event: { cart: { total: "total" } },
  });
});

test("no name reaches the prototype of objects", () => {
  madeUpOf(["contact.__proto__.polluted", "data.constructor.prototype.polluted"]);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

test("what is typed must be an object of contact, event and data", () => {
  expect(parseMadeUp("")).toEqual({});
  expect(parseMadeUp('{"contact": {"a": 1}}')).toEqual({ contact: { a: 1 } });
  for (const wrong of ["[]", "{", '{"person": {}}', '{"contact": 1}', "null"])
    expect(parseMadeUp(wrong)).toBeUndefined();
});
