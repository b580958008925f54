/** Types of contacts' attributes. */
export const texts = {
  about:
    "An attribute, such as a contact’s plan or birthday, takes any value until you say what it holds. Then other values are refused.",
  name: "Name",
  label: "Label",
  labelHint: "What people call it; the name where it is left empty",
  type: "Type",
  types: {
    text: "Text",
    number: "Number",
    boolean: "Yes or no",
    date: "Date",
    instant: "Date and time",
    list: "List of texts",
    url: "Web address",
  },
  typeHint: {
    text: "Any text",
    number: "3 or 2.5",
    boolean: "true or false",
    date: "2026-12-01",
    instant: "2026-12-01T09:00:00Z, with its offset",
    list: "A list of texts",
    url: "It begins with http:// or https://",
  },
  sensitive: "Sensitive",
  yes: "yes",
  sensitiveHint: "No list of contacts shows it, and none of its values is suggested.",
  declare: "Declare an attribute",
  save: "Save",
  saved: (name: string) => `The type of ${name} is saved`,
  kept: "Values that contacts have already stay until they are written again.",
  empty: "No attribute is declared",
  emptyHint:
    "Declare one to keep its values of one type: a date that a sequence waits for, a number that a segment compares.",
  remove: "Delete the declaration",
  removed: (name: string) => `${name} takes any value again`,
};
