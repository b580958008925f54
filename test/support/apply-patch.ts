import type { PatchOperation } from "#shared/automation/lint/index.ts";

const keysOf = (pointer: string) =>
  pointer
    .slice(1)
    .split("/")
    .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));

/** A document after a JSON Patch (RFC 6902) of the operations that fixes use. */
export function applyPatch<T>(document: T, patch: PatchOperation[]): T {
  const copy = structuredClone(document);
  for (const operation of patch) {
    const keys = keysOf(operation.path);
    const last = keys.pop()!;
    // biome-ignore lint/suspicious/noExplicitAny: any JSON
    const parent = keys.reduce<any>((value, key) => value[key], copy);
    if (operation.op === "remove") {
      if (!(last in parent)) throw new Error(`there is no ${operation.path}`);
      if (Array.isArray(parent)) parent.splice(Number(last), 1);
      else delete parent[last];
    } else if (Array.isArray(parent) && last === "-") parent.push(operation.value);
    else parent[last] = operation.value;
  }
  return copy;
}
