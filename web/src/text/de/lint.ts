import type { texts as en } from "../en/lint.ts";
import type { Like } from "../like.ts";

const KINDS: Record<string, string> = { clicks: "Klicks", opens: "Öffnungen" };
const TYPES: Record<string, string> = {
  text: "Text",
  number: "Zahl",
  boolean: "Ja/Nein",
  date: "Datum",
  instant: "Zeitpunkt",
  list: "Liste von Texten",
  url: "Webadresse",
};
const wordOf = (words: Record<string, string>, name: string | number | undefined) =>
  words[String(name)] ?? String(name);

export const texts: Like<typeof en> = {
  findings: {
    "missing-from": {
      says: "Dem Arbeitsbereich fehlt der Absender",
      remedy: "Tragen Sie ihn unter Betrieb, Einstellungen ein.",
    },
    "missing-postal-address": {
      says: "Dem Arbeitsbereich fehlt die Postanschrift, die jede Mail zeigen muss",
      remedy: "Tragen Sie sie unter Betrieb, Einstellungen ein.",
    },
    "missing-template": {
      says: ({ template }) => `Es gibt keine Vorlage „${template}“`,
      remedy: "Legen Sie sie an, oder wählen Sie eine andere.",
    },
    "wrong-class": {
      says: ({ template }) =>
        `Die Vorlage „${template}“ ist transaktional, Sequenzen senden aber Werbung`,
      remedy: "Senden Sie eine andere, oder ändern Sie ihre Art.",
    },
    "unknown-variable": {
      says: ({ template, path }) =>
        `Die Vorlage „${template}“ nutzt „${path}“, was hier immer leer ist`,
      remedy: ({ roots, meant = "" }) =>
        meant === ""
          ? `Der Name muss mit einem von diesen beginnen: ${roots}.`
          : `Schreiben Sie „${meant}“.`,
    },
    "misspelt-variable": {
      says: ({ template, path }) =>
        `Die Vorlage „${template}“ nutzt „${path}“, was nicht erklärt ist`,
      remedy: ({ meant }) =>
        `Schreiben Sie „${meant}“, oder erklären Sie auch das andere unter Betrieb.`,
    },
    "unknown-segment": {
      says: ({ segment }) => `Es gibt kein Segment „${segment}“`,
      remedy: "Legen Sie es an, oder nennen Sie ein anderes.",
    },
    "wrong-type": {
      says: ({ name }) => `Dieser Wert passt nicht zum Typ von „${name}“`,
      remedy: ({ type }) =>
        `Erklärt ist „${wordOf(TYPES, type)}“: Geben Sie einen solchen Wert, oder ändern Sie die Erklärung unter Betrieb.`,
    },
    "no-trigger": {
      says: "Kein Kontakt kann einsteigen",
      remedy: "Fügen Sie einen Auslöser hinzu, etwa ein Ereignis oder „von Hand“.",
      fix: "Kontakte von Hand aufnehmen",
    },
    "endless-entry": {
      says: ({ id = "" }) =>
        id === ""
          ? "Startet diese Sequenz eine, deren Mails sie wieder starten, enden beide nie"
          : "Die eigenen Mails der Sequenz starten sie immer wieder",
      remedy: ({ id = "" }) =>
        id === ""
          ? "Lassen Sie jeden nur einmal einsteigen, oder erst einige Zeit nach dem Ausstieg wieder."
          : `Schließen Sie die Sequenz „${id}“ im Filter des Auslösers aus, oder lassen Sie jeden nur einmal einsteigen.`,
      fix: "Jeden nur einmal einsteigen lassen",
    },
    "update-reenters": {
      says: ({ name }) =>
        `Diese Änderung von „${name}“ lässt denselben Kontakt womöglich wieder ein`,
      remedy:
        "Lassen Sie den Auslöser auf einen anderen Wert warten, oder jeden nur einmal einsteigen.",
      fix: "Jeden nur einmal einsteigen lassen",
    },
    "yearly-once": {
      says: ({ date }) => `„${date}“ kommt jedes Jahr, einsteigen darf man aber nur einmal`,
      remedy: "Lassen Sie Kontakte nach dem Ausstieg wieder einsteigen.",
      fix: "Wieder einsteigen lassen",
    },
    "enroll-itself": {
      says: "Die Sequenz nimmt Kontakte in sich selbst auf",
      remedy:
        "Bilden Sie stattdessen eine Schleife mit einer Wartezeit, oder lassen Sie erst einige Zeit nach dem Ausstieg wieder einsteigen.",
      fix: "Jeden nur einmal einsteigen lassen",
    },
    "lets-in-again": {
      says: "Dieses Ereignis startet einen weiteren Lauf desselben Kontakts",
      remedy:
        "Bilden Sie stattdessen eine Schleife mit einer Wartezeit, oder lassen Sie jeden nur einmal einsteigen.",
      fix: "Jeden nur einmal einsteigen lassen",
    },
    "enroll-cycle": {
      says: ({ path }) => `Das führt über ${path} hierher zurück`,
      remedy: "Lassen Sie eine davon ohne Aufnahme enden, oder begrenzen Sie den Wiedereinstieg.",
    },
    "unknown-sequence": {
      says: ({ sequence }) => `Keine Sequenz „${sequence}“ ist veröffentlicht`,
      remedy: "Veröffentlichen Sie sie zuerst, oder wählen Sie eine andere.",
    },
    "closed-enroll": {
      says: ({ sequence }) => `„${sequence}“ nimmt keine Kontakte von Hand auf`,
      remedy: "Geben Sie ihr den Auslöser „über die API“.",
      fix: "Kontakte von Hand aufnehmen",
    },
    "unreachable-step": {
      says: "Kein Schritt führt hierher",
      remedy: "Verbinden Sie ihn, oder entfernen Sie ihn.",
      fix: ({ count = 1 }) => (count === 1 ? "Entfernen" : `Alle ${count} entfernen`),
    },
    "date-without-otherwise": {
      says: ({ attribute }) =>
        `Ohne Datum in „${attribute}“, oder wenn es vorbei ist, endet der Lauf hier`,
      remedy: "Wählen Sie den Schritt, der dann folgt, oder dass der Lauf endet.",
      fix: "Den Lauf dann beenden",
    },
    "dead-case": {
      says: ({ by = 0, always = 0 }) =>
        always
          ? `Kein Kontakt kommt hierher: Fall ${always} trifft auf alle zu`
          : by
            ? `Fall ${by} nimmt jeden Kontakt, auf den dieser zutrifft`
            : "Dieser Fall kann auf keinen Kontakt zutreffen",
      remedy: "Ändern Sie ihn, oder entfernen Sie ihn.",
      fix: "Den Fall entfernen",
    },
    "dead-event": {
      says: ({ by }) =>
        `Kein Lauf geht durch dieses Ereignis weiter: Auf Ereignis ${by} passt alles, was auf dieses passt`,
      remedy: "Stellen Sie es voran, oder geben Sie dem anderen einen Filter.",
      fix: "Das Ereignis entfernen",
    },
    "idle-split": {
      says: "Alle führen zum selben Schritt",
      remedy: "Lassen Sie sie zu verschiedenen Schritten führen.",
    },
    "rare-way": {
      says: ({ weight, total }) => `Nur ${weight} von ${total} Kontakten kommen hierher`,
      remedy: "Geben Sie jedem ein Gewicht von mindestens einem Hundertstel.",
    },
    "metric-without-mail": {
      says: ({ event }) =>
        `Keine Variante sendet eine Mail, darum kann „${event}“ sie nicht vergleichen`,
      remedy: "Senden Sie in jeder Variante eine Mail, oder messen Sie ein anderes Ereignis.",
    },
    "untracked-event": {
      says: ({ event, step, kind }) =>
        `„${event}“ geschieht für die Mails von „${step}“ nie: Ihre ${wordOf(KINDS, kind)} werden nicht erfasst`,
      remedy: ({ kind }) =>
        `Nehmen Sie ein anderes Ereignis, oder lassen Sie ${wordOf(KINDS, kind)} erfassen.`,
    },
    "loop-without-wait": {
      says: "Eine Schleife, in der keine Zeit vergehen muss",
      remedy: "Fügen Sie eine Wartezeit von mindestens einer Minute ein.",
    },
    "endless-wait": {
      says: "Ein Kontakt, der nichts tut, bleibt für immer in dieser Schleife",
      remedy:
        "Führen Sie ohne ein Ereignis aus der Schleife, oder zählen Sie in einem Attribut und verzweigen danach.",
    },
    "exit-at-once": {
      says: "Das gilt für jeden, dem Mails gesendet werden dürfen: Läufe enden, sobald sie beginnen",
      remedy: "Prüfen Sie das Gegenteil, oder entfernen Sie es.",
      fix: "Entfernen",
    },
    "mail-dropped": {
      says: ({ mails }) =>
        `Nach ${mails} vergeht keine Zeit: Der Ausstieg verwirft die Mail, bevor sie hinausgeht`,
      remedy:
        "Stellen Sie eine Wartezeit vor den Ausstieg, oder enden Sie ohne ihn; dann geht keine Mail verloren.",
    },
    "starving-cap": {
      says: ({ mails, per }) =>
        `Die Obergrenze von ${mails} je ${per} ist kleiner als das, was die Schritte in dieser Zeit senden`,
      remedy: ({ step }) =>
        `Stellen Sie Wartezeiten vor den Schritt „${step}“, oder heben Sie die Obergrenze an.`,
      fix: "Obergrenze entfernen",
    },
    "plain-http": {
      says: "Die Adresse beginnt mit http: Die Anfrage ist unverschlüsselt und scheitert auf AWS",
      remedy: "Nehmen Sie eine Adresse, die mit https beginnt.",
      fix: "https verwenden",
    },
  },
};
