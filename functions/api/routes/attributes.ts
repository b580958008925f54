import * as z from "zod/mini";
import {
  declareAttribute,
  deleteDeclared,
  readDeclared,
  versionOfDeclared,
} from "#shared/audience/attributes/index.ts";
import {
  etag,
  expected,
  noContent,
  ok,
  pageOf,
  pagingWith,
  readCursor,
  SMALL_BODY_BYTES,
  writeCursor,
} from "#shared/http/index.ts";
import { InvalidInput, NotFound } from "#shared/kernel/errors.ts";
import { ownValue } from "#shared/kernel/own-value.ts";
import {
  ATTRIBUTE_TYPES,
  type DeclaredAttribute,
} from "#shared/platform/live-definitions/index.ts";
import { route } from "./route.ts";

const ONE_LINE = /^[^\p{Cc}]*$/u;
const AttributeName = z
  .string()
  .check(z.minLength(1), z.maxLength(100), z.regex(ONE_LINE, "one line of text"));
const Input = z.lazy(() =>
  z.strictObject({
    type: z.enum(ATTRIBUTE_TYPES),
    label: z.optional(
      z
        .string()
        .check(z.trim(), z.minLength(1), z.maxLength(100), z.regex(ONE_LINE, "one line of text")),
    ),
    /** Lists of contacts leave it out, and its values are never suggested. */
    sensitive: z.optional(z.boolean()),
  }),
);
const Shown = z.lazy(() =>
  z.object({
    name: z.string(),
    type: z.enum(ATTRIBUTE_TYPES),
    label: z.nullable(z.string()),
    sensitive: z.boolean(),
  }),
);
z.globalRegistry.add(Shown, { id: "Attribute" });

const path = "/v1/attributes/{name}";

const show = (name: string, { type, label, sensitive }: DeclaredAttribute) => ({
  name,
  type,
  label: label ?? null,
  sensitive: sensitive ?? false,
});

const newAttribute = (name: string): string => {
  const isGood = AttributeName.safeParse(name).success && name.isWellFormed();
  if (isGood && name !== "__proto__") return name;
  const message = isGood
    ? "this name is reserved: choose another"
    : "an attribute's name is one line of 1 to 100 characters";
  throw new InvalidInput("the path is not valid", [{ path: "/name", message }]);
};

export const attributes = [
  route({
    method: "GET",
    path: "/v1/attributes",
    scope: "read",
    summary: "The declared attributes of contacts, by name",
    query: pagingWith(() => ({})),
    response: pageOf(Shown),
    handle: async (world, { query: { limit, cursor } }) => {
      const after = readCursor(AttributeName, cursor) ?? "";
      const declared = Object.entries(await readDeclared(world))
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .filter(([name]) => name > after);
      const items = declared.slice(0, limit).map(([name, one]) => show(name, one));
      const next = declared.length > limit ? items.at(-1)?.name : undefined;
      return ok({ items, cursor: writeCursor(next) });
    },
  }),
  route({
    method: "GET",
    path,
    scope: "read",
    tagged: true,
    summary: "How an attribute is declared",
    response: Shown,
    handle: async (world, { params: { name } }) => {
      const found = ownValue(await readDeclared(world), name);
      if (!found) throw new NotFound("this attribute is not declared: it takes any value");
      return ok(show(name, found), etag(versionOfDeclared(found)));
    },
  }),
  route({
    method: "PUT",
    path,
    scope: "admin",
    tagged: true,
    summary: "Declares the type of an attribute; a value of another type is refused from then on",
    body: Input,
    limitBytes: SMALL_BODY_BYTES,
    response: Shown,
    handle: async (world, { params, body: { type, label, sensitive }, headers }) => {
      const name = newAttribute(params.name);
      const declared: DeclaredAttribute = {
        type,
        ...(label !== undefined && { label }),
        ...(sensitive && { sensitive }),
      };
      await declareAttribute(world, name, declared, world.clock.now(), (before) => {
        expected(headers, versionOfDeclared(before));
      });
      return ok(show(name, declared), etag(versionOfDeclared(declared)));
    },
  }),
  route({
    method: "DELETE",
    path,
    scope: "admin",
    summary: "Ends the declaration of an attribute, which takes any value again; values stay",
    status: 204,
    handle: async (world, { params: { name } }) => {
      await deleteDeclared(world, name, world.clock.now());
      return noContent;
    },
  }),
];
