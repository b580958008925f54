import type { texts as en } from "../en/code.ts";
import type { Like } from "../like.ts";

export const texts: Like<typeof en> = {
  language: "Sprache des Codes",
  languages: { json: "JSON", typescript: "TypeScript" },
  editor: "Die Sequenz als Code",
  fault: (line, column, message) => `Zeile ${line}, Spalte ${column}: ${message}`,
  kept: "Die Sequenz bleibt, wie sie war, bis der Code stimmt.",
  same: "Code und Bild sind gleich",
  copy: "Code kopieren",
};
