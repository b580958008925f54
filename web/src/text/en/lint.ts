type Values = Readonly<Record<string, string | number>>;

/** What the checks find, what to do, and what a button that does it says, by code. */
export const texts = {
  findings: {
    "missing-from": {
      says: "The workspace has no sender",
      remedy: "Set it in Operations, under Settings.",
    },
    "missing-postal-address": {
      says: "The workspace has no postal address, which every mail must show",
      remedy: "Set it in Operations, under Settings.",
    },
    "missing-template": {
      says: ({ template }: Values) => `There is no template “${template}”`,
      remedy: "Create it, or choose another.",
    },
    "wrong-class": {
      says: ({ template }: Values) =>
        `The template “${template}” is transactional, and sequences send marketing`,
      remedy: "Send another one, or change its class.",
    },
    "unknown-variable": {
      says: ({ template, path }: Values) =>
        `The template “${template}” uses “${path}”, which is always empty here`,
      remedy: ({ roots, meant = "" }: Values) =>
        meant === "" ? `Begin the name with one of ${roots}.` : `Write “${meant}”.`,
    },
    "misspelt-variable": {
      says: ({ template, path }: Values) =>
        `The template “${template}” uses “${path}”, which is not declared`,
      remedy: ({ meant }: Values) => `Write “${meant}”, or declare the other in Operations too.`,
    },
    "unknown-segment": {
      says: ({ segment }: Values) => `There is no segment “${segment}”`,
      remedy: "Create it, or name another.",
    },
    "wrong-type": {
      says: ({ name }: Values) => `This value does not fit the type of “${name}”`,
      remedy: ({ type }: Values) =>
        `It is declared as “${type}”: give it such a value, or change the declaration in Operations.`,
    },
    "no-trigger": {
      says: "No contact can enter",
      remedy: "Add a trigger: an event, say, or by hand.",
      fix: "Let contacts in by hand",
    },
    "endless-entry": {
      says: ({ id = "" }: Values) =>
        id === ""
          ? "If this sequence starts one whose mails start it, the two never end"
          : "The sequence’s own mails start it again and again",
      remedy: ({ id = "" }: Values) =>
        id === ""
          ? "Let contacts enter once, or again only some time after they left."
          : `Exclude the sequence “${id}” in the trigger’s filter, or let contacts enter once.`,
      fix: "Let each contact enter once",
    },
    "update-reenters": {
      says: ({ name }: Values) => `This change of “${name}” may let the same contact in again`,
      remedy: "Let the trigger wait for another value, or let contacts enter once.",
      fix: "Let each contact enter once",
    },
    "yearly-once": {
      says: ({ date }: Values) =>
        `“${date}” comes round every year, but contacts may enter only once`,
      remedy: "Let contacts enter again after they left.",
      fix: "Let contacts enter again",
    },
    "enroll-itself": {
      says: "The sequence enrolls contacts in itself",
      remedy:
        "Loop with a wait instead, or let contacts enter again only some time after they left.",
      fix: "Let each contact enter once",
    },
    "lets-in-again": {
      says: "This event starts another run of the same contact",
      remedy: "Loop with a wait instead, or let contacts enter once.",
      fix: "Let each contact enter once",
    },
    "enroll-cycle": {
      says: ({ path }: Values) => `This leads back here through ${path}`,
      remedy: "Let one of them end without enrolling, or limit re-entry.",
    },
    "unknown-sequence": {
      says: ({ sequence }: Values) => `No sequence “${sequence}” is published`,
      remedy: "Publish it first, or choose another.",
    },
    "closed-enroll": {
      says: ({ sequence }: Values) => `“${sequence}” takes no contacts by hand`,
      remedy: "Give it the trigger “by API”.",
      fix: "Let contacts in by hand",
    },
    "unreachable-step": {
      says: "No step leads here",
      remedy: "Connect it, or remove it.",
      fix: ({ count = 1 }: Values) => (count === 1 ? "Remove it" : `Remove all ${count}`),
    },
    "date-without-otherwise": {
      says: ({ attribute }: Values) =>
        `Without a date in “${attribute}”, or when it is over, the run ends here`,
      remedy: "Choose the step that follows then, or that the run ends.",
      fix: "End the run then",
    },
    "dead-case": {
      says: ({ by = 0, always = 0 }: Values) =>
        always
          ? `No contact comes here: case ${always} holds for all`
          : by
            ? `Case ${by} takes every contact for whom this one holds`
            : "This case cannot hold for any contact",
      remedy: "Change it, or remove it.",
      fix: "Remove the case",
    },
    "dead-event": {
      says: ({ by }: Values) =>
        `No run goes on by this event: event ${by} matches all that it matches`,
      remedy: "Put it first, or give the other a filter.",
      fix: "Remove the event",
    },
    "idle-split": {
      says: "All of them lead to the same step",
      remedy: "Let them lead to different steps.",
    },
    "rare-way": {
      says: ({ weight, total }: Values) => `Only ${weight} in ${total} contacts come here`,
      remedy: "Give each a weight of at least one in a hundred.",
    },
    "metric-without-mail": {
      says: ({ event }: Values) => `No variant sends a mail, so “${event}” cannot compare them`,
      remedy: "Send a mail in each variant, or measure another event.",
    },
    "untracked-event": {
      says: ({ event, step, kind }: Values) =>
        `“${event}” never happens for the mails of “${step}”: their ${kind} are not tracked`,
      remedy: ({ kind }: Values) => `Use another event, or turn on tracking of ${kind}.`,
    },
    "loop-without-wait": {
      says: "A loop in which no time has to pass",
      remedy: "Put a wait of at least a minute in it.",
    },
    "endless-wait": {
      says: "A contact who does nothing stays in this loop forever",
      remedy: "Lead out of the loop without an event, or count in an attribute and branch on it.",
    },
    "exit-at-once": {
      says: "It holds for every contact who can be mailed: runs end as they begin",
      remedy: "Test the opposite, or remove it.",
      fix: "Remove it",
    },
    "mail-dropped": {
      says: ({ mails }: Values) =>
        `No time passes after ${mails}: the exit drops the mail before it leaves`,
      remedy: "Put a wait before the exit, or end without an exit, which drops no mail.",
    },
    "starving-cap": {
      says: ({ mails, per }: Values) =>
        `The cap of ${mails} per ${per} is less than the steps send in that time`,
      remedy: ({ step }: Values) => `Put waits before the step “${step}”, or raise the cap.`,
      fix: "Remove the cap",
    },
    "plain-http": {
      says: "The address begins with http: the request is not encrypted, and fails on AWS",
      remedy: "Use an address that begins with https.",
      fix: "Use https",
    },
  },
};
