/** The contacts that are inside a sequence. */
export const texts = {
  open: (count: string) => `${count} inside`,
  title: "Contacts inside",
  at: (step: string) => `Contacts at ${step}`,
  none: "No contact is here any more.",
  step: "Step",
  since: "Inside since",
  due: "Goes on",
};
