import type { texts as en } from "../en/draft.ts";
import type { Like } from "../like.ts";

export const texts: Like<typeof en> = {
  undo: "Rückgängig",
  redo: "Wiederholen",
  conflict: {
    title: "Inzwischen anderswo geändert",
    about:
      "Eine andere Person oder ein anderer Tab hat gespeichert. Nichts wird überschrieben, bis Sie wählen.",
    theirs: "Deren Fassung laden",
    mine: "Meine behalten und darüber speichern",
    hint: "Ihre Fassung bleibt durch „Rückgängig“ erreichbar.",
    loaded: "Deren Fassung ist geladen",
  },
  leave: {
    title: "Verlassen, ohne zu speichern?",
    consequence: "Ihre Änderungen sind nicht gespeichert und gingen verloren.",
    action: "Verlassen",
  },
};
