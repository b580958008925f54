import fc from "fast-check";
import { expect, test } from "vitest";
import { nearName } from "#shared/kernel/near-name.ts";
import { nearVariable } from "../../web/src/pages/templates/near-variable.ts";
import { nearName as ofConsole } from "../../web/src/parts/near-name.ts";

test("a name with a slip is told from another one", () => {
  const known = ["first_name", "last_name", "plan", "city"];
  const near = (name: string) => nearName(name, known);
  expect(["frist_name", "firstname", "fist_name", "plam", "citty"].map(near)).toEqual([
    ...["first_name", "first_name", "first_name", "plan", "city"],
  ]);
  expect(nearName("ids", ["id"])).toBeUndefined();
  for (const other of ["first_name", "nick_name", "planet", "c", "", "seats"])
    expect(near(other), other).toBeUndefined();
});

test("the console's own is the same", () => {
  const word = fc.string({ unit: fc.constantFrom("a", "b", "_"), maxLength: 9 });
  fc.assert(
    fc.property(word, fc.array(word, { maxLength: 6 }), (name, known) => {
      expect(ofConsole(name, known)).toBe(nearName(name, known));
    }),
  );
});

test("a variable is compared by its parts, with what follows it", () => {
  const word = (name: string) => ({ name, types: [], values: [] });
  const names = {
    attributes: [word("first_name")],
    events: [{ name: "ordered", fields: [word("items")] }],
  };
  const near = (path: string) => nearVariable(path, names);
  expect(near("contact.frist_name")).toBe("contact.first_name");
  expect(near("contcat.first_name")).toBe("contact.first_name");
  expect(near("event.itmes[0].name")).toBe("event.items[0].name");
  expect(near("postal_adress")).toBe("postal_address");
  for (const right of ["contact.first_name", "contact.seats", "data.frist_name", "link_1", ""])
    expect(near(right), right).toBeUndefined();
});
