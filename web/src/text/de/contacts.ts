import type { texts as en } from "../en/contacts.ts";
import type { Like } from "../like.ts";
import { texts as timeline } from "./contact-timeline.ts";

export const texts: Like<typeof en> = {
  ...timeline,
  title: "Kontakte",
  about: "Alle, von denen Dripstack weiß: was mit ihnen geschah und was als Nächstes kommt.",
  search: "Anfang einer Adresse oder Kennung",
  find: "Kontakte finden",
  segment: "Segment",
  anySegment: "Jedes Segment",
  subscribed: "Einwilligung",
  anySubscribed: "Jede Einwilligung",
  isSubscribed: { true: "Will Mails", false: "Will keine Mails" },
  suppressed: "Sperre",
  anySuppressed: "Gesperrt oder nicht",
  isSuppressed: {
    true: "Gesperrt",
    false: "Nicht gesperrt",
    complaint: "Beschwerde",
    unsubscribe: "Abgemeldet",
    "hard-bounce": "Unzustellbar",
    manual: "Von Hand gesperrt",
  },
  email: "Adresse",
  id: "Kennung",
  state: "Mail",
  mail: "Bekommt Mails",
  attributes: "Attribute",
  created: "Angelegt",
  updated: "Geändert",
  noMatch: "Kein Kontakt passt.",
  clear: "Filter aufheben",
  empty: "Noch keine Kontakte",
  emptyHint:
    "Ein Kontakt erscheint mit seinem ersten Ereignis (POST /v1/events mit einer Adresse) oder wenn Sie ihn hier oder durch PUT /v1/contacts/{id} anlegen.",
  add: "Kontakt anlegen",
  addIdHint: "Ihre eigene Kennung; ohne sie wird eine aus der Adresse gemacht.",
  added: (email) => `${email} ist angelegt`,
  existing: "Es gibt ihn schon, wie bei einem Import: er beginnt keine Sequenz",
  open: "Seite öffnen",

  timeZone: "Zeitzone",
  noZone: "Unbekannt: Uhrzeiten sind die der Sequenz",
  localTime: (time) => `dort ist es ${time}`,
  locale: "Sprache",
  unknown: "Unbekannt",
  imported: "Importiert",

  attribute: {
    name: "Attribut",
    value: "Wert",
    type: "Typ",
    types: { text: "Text", number: "Zahl", boolean: "Ja/Nein", list: "Liste von Texten" },
    none: "Noch keine Attribute.",
    add: "Attribut hinzufügen",
    edit: (name) => `${name} bearbeiten`,
    remove: (name) => `${name} entfernen`,
    saved: (name) => `${name} ist gespeichert`,
    removed: (name) => `${name} ist entfernt`,
    conflict:
      "Nichts wurde gespeichert. Sie sehen jetzt, wie er ist; versuchen Sie es noch einmal.",
    listHint: "Text tippen, dann Eingabetaste",
    yes: "ja",
    no: "nein",
  },

  consent: {
    title: "Einwilligung",
    subscribed: "Will Mails",
    unsubscribed: "Will keine Mails",
    suppressed: (reason) => `Gesperrt: ${reason}`,
    canMail: "An diesen Kontakt gehen Mails.",
    cannotMail: {
      marketing: "An diesen Kontakt gehen nur Transaktionsmails.",
      all: "An diesen Kontakt geht gar keine Mail.",
    },
    suppress: "Sperren",
    suppressTitle: (email) => `${email} sperren?`,
    suppressHurts: {
      mails:
        "Ab jetzt geht keine Mail mehr an diese Adresse: keine einer Sequenz, keine Transaktionsmail, keine Benachrichtigung.",
      flight:
        "Wartende Mails entfallen, wenn sie fällig sind. Eine, die der Anbieter schon hat, kommt noch an.",
      stays:
        "Der Kontakt bleibt, mit allem, was von ihm bekannt ist, und seine Läufe gehen ohne Mails weiter. Sie können die Sperre jederzeit aufheben.",
      erase:
        "Um zu entfernen, was von dem Kontakt bekannt ist, löschen Sie ihn. Die Sperre übersteht das, als Hash.",
    },
    lift: "Sperre aufheben",
    liftTitle: "Sperre aufheben?",
    liftHurts: {
      complaint:
        "Diese Person nannte eine Mail Spam. Ihr wieder zu schreiben schadet Ihrem Ruf bei ihrem Anbieter.",
      "hard-bounce":
        "Ihr Server sagte, dass es die Adresse nicht gibt. Gibt es sie immer noch nicht, kommt die nächste Mail auch zurück.",
      unsubscribe:
        "Diese Person hat sich abgemeldet. Das bleibt sie auch, wenn die Sperre aufgehoben ist.",
      manual: "Mails der Sequenzen können wieder an diese Adresse gehen.",
    },
    lifted: "Die Sperre ist aufgehoben",
    done: "Die Adresse ist gesperrt",
    subscribe: "Anmelden",
    unsubscribe: "Abmelden",
    subscribeTitle: "Diesen Kontakt anmelden?",
    subscribeHurts:
      "Nur wenn diese Person es wollte: Mails ohne Einwilligung verstoßen vielerorts gegen das Gesetz.",
    unsubscribeTitle: "Diesen Kontakt abmelden?",
    unsubscribeHurts:
      "Bis er wieder angemeldet wird, gehen keine Werbemails an ihn. Transaktionsmails schon.",
    history: "Verlauf",
    noHistory: "Noch hat sich nichts geändert.",
  },
  reasons: {
    complaint: "nannte eine Mail Spam",
    unsubscribe: "abgemeldet",
    "hard-bounce": "Adresse unzustellbar",
    manual: "von Hand",
  },
  actors: {
    person: "die Person",
    provider: "den Mailanbieter",
    operator: "Ihr Team",
    sequence: "eine Sequenz",
  },

  segments: {
    title: "Segmente",
    none: "Noch für kein Segment geprüft.",
    in: "darin",
    out: "nicht darin",
    why: "Warum",
    since: "seit",
  },

  runs: {
    title: "Sequenzen",
    none: "War noch in keiner Sequenz.",
    ended: "Beendet",
    at: (step) => `bei ${step}`,
    due: "geht weiter",
    since: "seit",
    completed: "abgeschlossen",
    exited: "verlassen",
    active: "darin",
    remove: "Herausnehmen",
    removeTitle: (sequence) => `Aus ${sequence} herausnehmen?`,
    removeHurts: {
      now: "Der Lauf endet jetzt. Mails, die noch nicht unterwegs sind, entfallen; Gesendetes bleibt gesendet.",
      again: "Ob ein neuer Einstieg möglich ist, sagt die Regel der Sequenz.",
    },
    removed: (sequence) => `Aus ${sequence} herausgenommen`,
    enroll: "In eine Sequenz aufnehmen",
    enrollHint: "Sequenzen, die Kontakte von Hand aufnehmen (Auslöser „über die API“).",
    sequence: "Sequenz",
    enrolled: (sequence) => `In ${sequence} aufgenommen`,
    refused: (reason) => `Kein Einstieg: ${reason}`,
    next: "Was als Nächstes kommt",
  },

  messages: { title: "Mails", none: "Noch keine Mail.", all: "Alle Mails" },

  erase: {
    open: "Löschen",
    title: (name) => `${name} löschen?`,
    consequences: {
      all: "Was geht: alles, was von dieser Person bekannt ist. Adresse, Attribute, Ereignisse, Läufe, Mails, Verlauf, Mitgliedschaften und die Kopien ihrer Mails im Postfach.",
      flight:
        "Wartende Mails werden nie gesendet. Eine, die der Anbieter schon hat, kommt noch an.",
      stays:
        "Was bleibt: Zahlen, die keine Person nennen, etwa wie viele einstiegen, Mails bekamen, das Ziel erreichten.",
      hash: "Auch eine Sperre der Adresse bleibt, als Hash, damit ihr nie aus Versehen geschrieben wird. Ein bloßes „will keine Mails“ wird gelöscht: Sperren Sie die Adresse vorher, wenn ihr nie wieder geschrieben werden darf.",
      outside:
        "Warteschlangen, Sicherungen und Protokolle außerhalb vergessen sie in 4 bis 35 Tagen (siehe „Erasure“ in der Dokumentation).",
      forever: "Das lässt sich nicht rückgängig machen.",
    },
    submit: "Für immer löschen",
    done: "Der Kontakt ist gelöscht",
    gone: "Dieser Kontakt wurde gelöscht",
    goneHint:
      "Alles, was von ihm bekannt war, ist entfernt. Zahlen, die keine Person nennen, bleiben, und eine Sperre seiner Adresse, als Hash.",
    unknown: "Kein Kontakt hat diese Kennung",
    unknownHint:
      "Er wurde gelöscht oder war nie da. Von einem gelöschten Kontakt bleibt nichts, auch nicht die Kennung; darum lässt sich nicht sagen, was davon stimmt.",
    list: "Alle Kontakte",
  },
};
