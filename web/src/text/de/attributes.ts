import type { Like } from "../catalogue.ts";
import type { texts as en } from "../en/attributes.ts";

export const texts: Like<typeof en> = {
  about:
    "Ein Attribut, etwa Tarif oder Geburtstag, nimmt jeden Wert an, bis festgelegt ist, was es enthält. Danach werden andere Werte abgelehnt.",
  name: "Name",
  label: "Bezeichnung",
  labelHint: "Wie man es nennt; ohne sie gilt der Name",
  type: "Typ",
  types: {
    text: "Text",
    number: "Zahl",
    boolean: "Ja/Nein",
    date: "Datum",
    instant: "Datum und Uhrzeit",
    list: "Liste von Texten",
    url: "Webadresse",
  },
  typeHint: {
    text: "Beliebiger Text",
    number: "3 oder 2.5",
    boolean: "true oder false",
    date: "2026-12-01",
    instant: "2026-12-01T09:00:00Z, mit Zeitzone",
    list: "Eine Liste von Texten",
    url: "Sie beginnt mit http:// oder https://",
  },
  sensitive: "Vertraulich",
  yes: "ja",
  sensitiveHint: "Keine Kontaktliste zeigt es, und keiner seiner Werte wird vorgeschlagen.",
  declare: "Attribut festlegen",
  save: "Speichern",
  saved: (name) => `Der Typ von ${name} ist gespeichert`,
  kept: "Werte, die Kontakte schon haben, bleiben, bis sie neu geschrieben werden.",
  empty: "Kein Attribut ist festgelegt",
  emptyHint:
    "Ein festgelegtes Attribut behält einen Typ: ein Datum, auf das eine Sequenz wartet, oder eine Zahl, die ein Segment vergleicht.",
  remove: "Festlegung löschen",
  removed: (name) => `${name} nimmt wieder jeden Wert an`,
};
