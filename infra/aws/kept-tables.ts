import { readFileSync } from "node:fs";
import * as z from "zod/mini";
import { TABLES } from "#shared/ports/table.ts";
import type { TableNames } from "./tables.ts";

const Kept = z.record(z.enum(TABLES), z.string().check(z.minLength(3)));

/**
 * Reads a file such as `{"people":"Dripstack-TablesPeople…",…}`; undefined when it is invalid or
 * lacks a table.
 */
export function readKeptTables(path: string): TableNames | undefined {
  try {
    return Kept.safeParse(JSON.parse(readFileSync(path, "utf8"))).data;
  } catch {
    return undefined;
  }
}
