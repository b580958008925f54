/** The kinds of steps in the order of the palette, with their groups and pictures. */
export const KINDS = [
  { kind: "send", group: "mail", icon: "messages" },
  { kind: "wait", group: "time", icon: "wait" },
  { kind: "waitFor", group: "time", icon: "clock" },
  { kind: "branch", group: "way", icon: "branch" },
  { kind: "split", group: "way", icon: "split" },
  { kind: "experiment", group: "way", icon: "flag" },
  { kind: "update", group: "act", icon: "tag" },
  { kind: "emit", group: "act", icon: "play" },
  { kind: "webhook", group: "act", icon: "webhook" },
  { kind: "notify", group: "act", icon: "contacts" },
  { kind: "enroll", group: "act", icon: "sequences" },
  { kind: "exit", group: "end", icon: "exit" },
] as const;

/** The kinds of triggers in the order of their palette: each is told by the field of its name. */
export const TRIGGERS = [
  { kind: "event", icon: "flag" },
  { kind: "segment", icon: "segments" },
  { kind: "attribute", icon: "tag" },
  { kind: "date", icon: "clock" },
  { kind: "schedule", icon: "refresh" },
  { kind: "click", icon: "link" },
  { kind: "api", icon: "key" },
] as const;

/** The group of a kind in the palette, which gives its picture a colour. */
export const groupOf = (kind: string): string | undefined =>
  KINDS.find((one) => one.kind === kind)?.group;
