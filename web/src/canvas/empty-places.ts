import { isObject, pointerKeys, pointerPart } from "./json.ts";

/** Where texts, and names of fields, are still empty in a value: JSON Pointers, in its order. */
export function emptyPlaces(value: unknown, path = ""): string[] {
  if (value === "") return [path];
  if (Array.isArray(value)) return value.flatMap((one, at) => emptyPlaces(one, `${path}/${at}`));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, one]) => {
    const here = `${path}/${pointerPart(key)}`;
    return key === "" ? [here] : emptyPlaces(one, here);
  });
}

/** The field of a new step or trigger that is filled in first: an empty one, or its first. */
export function firstPlace(value: Readonly<Record<string, unknown>>, path: string): string {
  const [field] = Object.keys(value).filter((key) => !["kind", "next"].includes(key));
  return emptyPlaces(value, path)[0] ?? (field === undefined ? path : `${path}/${field}`);
}

/** What stands at a JSON Pointer is named by: the innermost field, not a place in a list. */
export const fieldAt = (path: string): string =>
  pointerKeys(path).findLast((part) => !/^\d+$/.test(part)) ?? "";
