import type { Like } from "../catalogue.ts";
import type { texts as en } from "../en/home.ts";

export const texts: Like<typeof en> = {
  title: "Übersicht",
  health: "Zustand",
};
