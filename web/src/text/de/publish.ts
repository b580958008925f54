import type { texts as en } from "../en/publish.ts";
import type { Like } from "../like.ts";

export const texts: Like<typeof en> = {
  publish: "Veröffentlichen",
  cancel: "Abbrechen",
  more: "Weitere Aktionen",
  title: (name) => `„${name}“ veröffentlichen`,
  saving: "Erst wird der Entwurf gespeichert…",
  notSaved: "Der Entwurf ist nicht gespeichert und lässt sich noch nicht veröffentlichen.",
  first: "Erste Veröffentlichung",
  firstSteps: (count) =>
    count === 1
      ? "Ein Schritt. Kontakte kommen von jetzt an hinein; frühere Ereignisse beginnen nichts."
      : `${count} Schritte. Kontakte kommen von jetzt an hinein; frühere Ereignisse beginnen nichts.`,
  nothing: "Der Entwurf ist die Version, die live ist: Veröffentlichen ändert nichts.",
  wakes: "Die Sequenz ist danach wieder live.",
  action: (version) => `Version ${version} veröffentlichen`,
  done: (version) => `Version ${version} ist live`,
  changed:
    "Der Entwurf wurde inzwischen anderswo geändert. Lesen Sie ihn noch einmal, bevor Sie veröffentlichen.",
  changes: "Was sich ändert",
  compare: "Beide nebeneinander zeigen",
  hide: "Bilder ausblenden",
  findings: {
    title: "Prüfungen",
    none: "Alle Prüfungen sind bestanden.",
    errors: (count) =>
      count === 1
        ? "1 Fehler verhindert das Veröffentlichen"
        : `${count} Fehler verhindern das Veröffentlichen`,
    warnings: (count) => (count === 1 ? "1 Warnung" : `${count} Warnungen`),
  },
  impact: {
    title: "Kontakte darin",
    about:
      "Neue Läufe folgen der neuen Version. Wer schon darin ist, endet mit der Version, mit der er begann, wenn Sie nichts anderes wählen.",
    none: "Kein Kontakt ist darin: niemand ist betroffen.",
    counting: "Es wird verglichen, was jeder Kontakt darin bekäme…",
    more: (count) => `${count} weitere Kontakte sind in kleineren Gruppen; sie enden wie bisher.`,
    allStay: "Alle enden wie bisher",
    allMove: "Alle umziehen, bei denen es geht",
    people: (count, shown) => (count === 1 ? "1 Kontakt" : `${shown} Kontakte`),
    at: (step, version) => `bei ${step}, Version ${version}`,
    who: "Wer zum Beispiel",
    choice: (step) => `Was die bei ${step} tun`,
    to: "Weiter bei",
    toNone: "Schritt wählen",
    finish: "Enden wie bisher",
    move: "In die neue Version umziehen",
    exit: "Ihre Läufe beenden",
    finishHint: "Für sie ändert sich nichts.",
    exitHint: "Ihre Läufe enden; Mails, die noch nicht unterwegs sind, werden verworfen.",
    chosen: {
      label: "Mit dieser Wahl:",
      finish: (count) => `${count} enden wie bisher`,
      move: (count) => `${count} ziehen in die neue Version um`,
      exit: (count) => `${count} werden beendet`,
    },
    supposed: "Wenn sie umzögen:",
    moved: "Sie ziehen um:",
    ended: "Ihre Läufe enden:",
    nothingAhead: (count) => `${count} hatten keine Mail mehr vor sich`,
    asking: "Es wird verglichen, was sie bekämen…",
    stranded: (count) => `${count}: ihren Schritt gibt es nicht mehr; wählen Sie, wo es weitergeht`,
    repeated: (count, names) => `${count} bekommen ${names} ein zweites Mal`,
    skipped: (count, names) => `${count} bekommen ${names} nicht mehr`,
    added: (count, names) => `${count} bekommen zusätzlich ${names}`,
    replaced: (count, names) => `${count} bekommen andere Mails: ${names}`,
    instead: (next, old) => `${next} statt ${old}`,
    rules: (count, names) => `${count} gehen nach anderen Regeln: ${names}`,
    unchanged: (count) => `${count} bekommen dieselben Mails zu denselben Zeiten`,
  },
  job: {
    running: (version) => `Version ${version} ist live. Kontakte darin ziehen um…`,
    done: "Alle Kontakte darin sind umgezogen oder beendet, wie Sie es wählten.",
    close: "Schließen",
    background: "Schließen und weiterlaufen lassen",
  },
  pause: {
    action: "Anhalten",
    title: (name) => `„${name}“ anhalten?`,
    consequences: [
      "Kein Kontakt kommt hinein, kein Lauf geht weiter, und keine Mail geht hinaus.",
      "Alle Läufe behalten ihren Platz. Was inzwischen begonnen hätte, wird nicht nachgeholt.",
    ],
    inside: (count) => `Kontakte, die darin warten: ${count}`,
    done: "Die Sequenz ist angehalten",
  },
  resume: {
    action: "Fortsetzen",
    title: (name) => `„${name}“ fortsetzen?`,
    consequences: [
      "Kontakte kommen wieder hinein, und alle Läufe gehen weiter, wo sie sind.",
      "Was inzwischen fällig wurde, geschieht jetzt; Mails können sofort hinausgehen.",
    ],
    inside: (count) => `Kontakte, die weitergehen: ${count}`,
    done: "Die Sequenz ist wieder live",
  },
  archive: {
    action: "Archivieren",
    title: (name) => `„${name}“ archivieren?`,
    consequences: [
      "Kein Kontakt kommt mehr hinein.",
      "Alle Läufe darin enden; Mails, die noch nicht unterwegs sind, werden verworfen. Das lässt sich nicht rückgängig machen.",
      "Die Sequenz selbst lässt sich leer fortsetzen oder erneut veröffentlichen.",
    ],
    inside: (count) => `Läufe, die enden: ${count}`,
    done: "Die Sequenz ist archiviert",
  },
  remove: {
    action: "Entwurf löschen",
    title: (name) => `Den Entwurf „${name}“ löschen?`,
    consequences: [
      "Er wurde nie veröffentlicht, und nichts sonst benutzt ihn. Das lässt sich nicht rückgängig machen.",
    ],
    done: "Der Entwurf ist gelöscht",
  },
};
