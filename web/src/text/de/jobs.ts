import type { texts as en } from "../en/jobs.ts";
import type { Like } from "../like.ts";

export const texts: Like<typeof en> = {
  empty: "Noch kein Auftrag",
  emptyHint:
    "Backtests, die Auswirkung großer Änderungen, Umzüge auf neue Versionen und genaue Zählungen laufen als Aufträge. Sie stehen hier, solange sie laufen, und sieben Tage danach.",
  kind: "Auftrag",
  subject: "Von",
  state: "Stand",
  progress: "Fortschritt",
  started: "Begonnen",
  ended: "Beendet",
  kinds: {
    backtest: "Backtest",
    impact: "Auswirkung einer Änderung",
    migration: "Umzug auf neue Version",
    count: "Genaue Zählung",
    rehash: "Neue Adress-Hashes",
    enroll: "Aufnahme vieler",
    remove: "Entfernung vieler",
  },
  states: {
    running: "Läuft",
    done: "Fertig",
    cancelled: "Abgebrochen",
    failed: "Gescheitert",
  },
  seen: (seen) => `${seen} erledigt`,
  seenOf: (seen, of) => `${seen} von etwa ${of}`,
  rate: (perSecond) => `${perSecond} je Sekunde`,
  left: (time) => `endet ${time}`,
  cancel: "Abbrechen",
  cancelAsk: "Diesen Auftrag abbrechen?",
  cancelConsequences: ["Was getan ist, bleibt getan; der Rest wird nicht begonnen."],
  cancelled: "Der Auftrag ist abgebrochen",
  failure: "Warum er scheiterte",
  result: "Ergebnis",
  csv: "Zeilen als CSV",
  csvCut:
    "Die Datei enthält nur die ersten Zeilen: Mehr fasst ein Browser nicht. Den Rest gibt die API.",
  stopped: "Er brach vor seinem Ende ab.",
};
