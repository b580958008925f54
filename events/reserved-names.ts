import { EVENTS } from "./index.ts";

const prefixOf = (name: string) => name.slice(0, name.indexOf(".") + 1);
const RESERVED = new Set(EVENTS.map(({ name }) => prefixOf(name)));

/**
 * Whether only Dripstack may say that an event of this name happened: all that begin as one of its
 * own does, so that there is room for more.
 */
export const isReservedName = (name: string): boolean => RESERVED.has(prefixOf(name));

export const RESERVED_NAMES_RULE = `names that begin with ${[...RESERVED].join(", ")} are reserved for Dripstack's own events`;
