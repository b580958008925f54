import type { texts as en } from "../en/mailbox.ts";
import type { Like } from "../like.ts";

export const texts: Like<typeof en> = {
  title: "Postfach",
  about: "Jede Mail dieses Rechners wird hier abgefangen: Nichts wird zugestellt.",
  subject: "Betreff",
  noSubject: "(kein Betreff)",
  from: "Von",
  to: "An",
  at: "Gesendet",
  filter: "Nur Mails an diese Adresse",
  noMatch: "Keine Mail an diese Adresse.",
  empty: "Noch keine Mail",
  emptyHint:
    "Senden Sie ein Ereignis, das eine laufende Sequenz beginnt, beim Beispiel etwa signed_up. Die Mail erscheint von selbst, meist binnen einer Sekunde.",
  contact: (id) => `Kontakt ${id}`,
  template: (id) => `Vorlage ${id}`,
  message: "Die Nachricht",
  event: {
    open: "Ereignis senden",
    title: "Ereignis senden",
    name: "Ereignis",
    email: "Adresse des Kontakts",
    data: "Daten (JSON)",
    notJson: 'Kein JSON: ein Objekt wie {"plan": "pro"}',
    send: "Senden",
    sent: (name, email) => `${name} wurde für ${email} gesendet`,
    show: "Kontakt zeigen",
  },
  clock: {
    label: "Uhr vorstellen",
    now: (at) => `Jetzt ${at}`,
    hour: "+1 Stunde",
    day: "+1 Tag",
    days: "+3 Tage",
    moved: (at) => `Die Uhr steht auf ${at}; alles Fällige ist erledigt`,
  },
};
