import { isObject } from "../../canvas/json.ts";

type Node = Record<string, unknown>;

/** All of `kept`, and of `more` what is not there yet. */
export function mergeUnder<T extends Node>(kept: T, more: T): T {
  const merged: Node = { ...kept };
  for (const [name, value] of Object.entries(more)) {
    const known = merged[name];
    if (known === undefined || known === null || known === "") merged[name] = value;
    else if (isObject(known) && isObject(value)) merged[name] = mergeUnder(known, value);
  }
  return merged as T;
}
