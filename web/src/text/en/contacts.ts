import { texts as timeline } from "./contact-timeline.ts";

export const texts = {
  ...timeline,
  title: "Contacts",
  about: "All contacts that Dripstack knows, with what happened to each and what comes next.",
  search: "Beginning of an address or an id",
  find: "Find contacts",
  segment: "Segment",
  anySegment: "Any segment",
  subscribed: "Subscription",
  anySubscribed: "Subscribed or not",
  isSubscribed: { true: "Wants mail", false: "Does not want mail" },
  suppressed: "Suppression",
  anySuppressed: "Suppressed or not",
  isSuppressed: {
    true: "Suppressed",
    false: "Not suppressed",
    complaint: "Complained",
    unsubscribe: "Unsubscribed by link",
    "hard-bounce": "Address bounced",
    manual: "Suppressed by hand",
  },
  email: "Address",
  id: "Id",
  state: "Mail",
  mail: "Gets mail",
  attributes: "Attributes",
  created: "Created",
  updated: "Changed",
  noMatch: "No contact matches.",
  clear: "Clear the filters",
  empty: "No contacts yet",
  emptyHint:
    "A contact appears with its first event (POST /v1/events with an address), or when you add it here or by PUT /v1/contacts/{id}.",
  add: "Add a contact",
  addIdHint: "Your own id of it; left empty, it is made from the address.",
  added: (email: string) => `${email} is there`,
  existing: "It exists already, as in an import: it starts no sequence",
  open: "Open the page",

  timeZone: "Time zone",
  noZone: "Unknown: times of day are the sequence’s",
  localTime: (time: string) => `${time} there now`,
  locale: "Language",
  unknown: "Unknown",
  imported: "Imported",

  attribute: {
    name: "Attribute",
    value: "Value",
    type: "Type",
    types: { text: "Text", number: "Number", boolean: "Yes or no", list: "List of texts" },
    none: "No attributes yet.",
    add: "Add an attribute",
    edit: (name: string) => `Edit ${name}`,
    remove: (name: string) => `Remove ${name}`,
    saved: (name: string) => `${name} is saved`,
    removed: (name: string) => `${name} is removed`,
    conflict: "Nothing was saved. What you see now is how it is; try again.",
    listHint: "Type a text and press Enter",
    yes: "yes",
    no: "no",
  },

  consent: {
    title: "Consent",
    subscribed: "Wants mail",
    unsubscribed: "Does not want mail",
    suppressed: (reason: string) => `Suppressed: ${reason}`,
    canMail: "Mail goes to this contact.",
    cannotMail: {
      marketing: "Transactional mail only goes to this contact.",
      all: "No mail at all goes to this contact.",
    },
    suppress: "Suppress",
    suppressTitle: (email: string) => `Suppress ${email}?`,
    suppressHurts: {
      mails:
        "From now on no mail goes to this address: none of any sequence, no transactional mail, no notification.",
      flight:
        "Mails that wait are dropped when they are due. One that the provider already has still arrives.",
      stays:
        "The contact stays, with all that is known of it, and its runs go on without mails. You can lift the suppression at any time.",
      erase:
        "To remove what is known of the contact, erase it. The suppression outlives that, as a hash.",
    },
    lift: "Lift the suppression",
    liftTitle: "Lift the suppression?",
    liftHurts: {
      complaint:
        "This person called a mail spam. Mailing them again harms your reputation with their provider.",
      "hard-bounce":
        "Their mail server said that the address does not exist. If it still does not, the next mail bounces, too.",
      unsubscribe:
        "This person unsubscribed. They stay unsubscribed when the suppression is lifted.",
      manual: "Mails of its sequences can go to this address again.",
    },
    lifted: "The suppression is lifted",
    done: "The address is suppressed",
    subscribe: "Subscribe",
    unsubscribe: "Unsubscribe",
    subscribeTitle: "Subscribe this contact?",
    subscribeHurts:
      "Do it only if this person asked for it: mailing without consent is against the law in many places.",
    unsubscribeTitle: "Unsubscribe this contact?",
    unsubscribeHurts:
      "No marketing mail goes to it until it is subscribed again. Transactional mails still go.",
    history: "History",
    noHistory: "Nothing has changed yet.",
  },
  reasons: {
    complaint: "called a mail spam",
    unsubscribe: "unsubscribed",
    "hard-bounce": "the address bounced",
    manual: "by hand",
  },
  actors: {
    person: "the person",
    provider: "the mail provider",
    operator: "your team",
    sequence: "a sequence",
  },

  segments: {
    title: "Segments",
    none: "Not evaluated for any segment yet.",
    in: "in",
    out: "not in",
    why: "Why",
    since: "since",
  },

  runs: {
    title: "Sequences",
    none: "Never entered a sequence.",
    ended: "Ended",
    at: (step: string) => `at ${step}`,
    due: "goes on",
    since: "since",
    completed: "completed",
    exited: "left",
    active: "inside",
    remove: "Remove from it",
    removeTitle: (sequence: string) => `Remove from ${sequence}?`,
    removeHurts: {
      now: "Its run ends now. Mails that have not begun to leave are dropped; what was sent stays sent.",
      again: "Whether it may enter again is up to the sequence’s re-entry rule.",
    },
    removed: (sequence: string) => `Removed from ${sequence}`,
    enroll: "Enroll in a sequence",
    enrollHint: "Sequences that take contacts by hand (a trigger “by API”).",
    sequence: "Sequence",
    enrolled: (sequence: string) => `Enrolled in ${sequence}`,
    refused: (reason: string) => `It does not enter: ${reason}`,
    next: "What comes next",
  },

  messages: { title: "Mails", none: "No mail yet.", all: "All mails" },

  erase: {
    open: "Erase",
    title: (name: string) => `Erase ${name}?`,
    consequences: {
      all: "What goes: everything known of this person. Address, attributes, events, runs, mails, timeline, memberships, and the copies of their mails in the mailbox.",
      flight: "Mails that wait are never sent. One that the provider already has still arrives.",
      stays:
        "What stays: numbers that name no person, such as how many entered, were sent to, converted.",
      hash: "A suppression of the address stays too, as a hash, so that the address is never mailed by mistake. A mere “does not want mail” is erased: suppress the address first if it must never be mailed again.",
      outside:
        "Queues, backups and logs outside forget it within 4 to 35 days (see Erasure in the documentation).",
      forever: "This cannot be undone.",
    },
    submit: "Erase for good",
    done: "The contact is erased",
    gone: "This contact was erased",
    goneHint:
      "Everything known of it was removed. Numbers that name no person stay, and a suppression of its address, as a hash.",
    unknown: "No contact has this id",
    unknownHint:
      "It was erased, or never existed. Of an erased contact nothing is kept, not even its id, so it cannot be told which.",
    list: "All contacts",
  },
};
