import type { IconName } from "../parts/icon.tsx";

/** The pages that the navigation and the palette list, with their `g` keys. */
export const PLACES = [
  { name: "home", to: "/", icon: "home", key: "h" },
  { name: "sequences", to: "/sequences", icon: "sequences", key: "s" },
  { name: "contacts", to: "/contacts", icon: "contacts", key: "c" },
  { name: "segments", to: "/segments", icon: "segments", key: "e" },
  { name: "templates", to: "/templates", icon: "templates", key: "t" },
  { name: "messages", to: "/messages", icon: "messages", key: "m" },
  { name: "mailbox", to: "/mailbox", icon: "mailbox", key: "b", needs: "hasMailbox" },
  { name: "operations", to: "/operations", icon: "operations", key: "o" },
] as const satisfies readonly Place[] as readonly Place[];

export type Place = {
  name:
    | "home"
    | "sequences"
    | "contacts"
    | "segments"
    | "templates"
    | "messages"
    | "mailbox"
    | "operations";
  to: string;
  icon: IconName;
  /** Pressed after `g`, leads there. */
  key: string;
  /** Shown only where the place has it. */
  needs?: "hasMailbox";
};
