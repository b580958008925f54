import { readFile } from "node:fs/promises";
import { expect } from "vitest";
import type { examples } from "../../../examples/index.ts";
import type { Installation } from "./installation.ts";

const FOLDER = new URL("../../../examples/", import.meta.url);

/** A file of an example's folder. */
export const read = (id: keyof typeof examples, name: string) =>
  readFile(new URL(`${id}/${name}`, FOLDER), "utf8");

/** Saves what an example sends, over the API. */
export async function putTemplates(app: Installation, id: keyof typeof examples): Promise<void> {
  for (const { id: name, ...head } of JSON.parse(await read(id, "templates.json"))) {
    const template = { ...head, mjml: await read(id, `${name}.mjml`) };
    expect((await app.call("PUT", `/v1/templates/${name}`, template)).status, name).toBe(200);
  }
}

/** Saves a sequence and makes it live. */
export async function publish(app: Installation, id: string, definition: object): Promise<void> {
  const put = await app.call("PUT", `/v1/sequences/${id}`, definition);
  expect([put.status, put.body.errors]).toEqual([200, undefined]);
  const published = await app.call("POST", `/v1/sequences/${id}/publish`);
  expect(published.body).toEqual({ id, version: 1, warnings: [] });
}
