import type { texts as en } from "../en/inside.ts";
import type { Like } from "../like.ts";

export const texts: Like<typeof en> = {
  open: (count) => `${count} darin`,
  title: "Kontakte darin",
  at: (step) => `Kontakte bei ${step}`,
  none: "Hier ist kein Kontakt mehr.",
  step: "Schritt",
  since: "Darin seit",
  due: "Geht weiter",
};
