/** `deliver-now` as the id of a construct: `DeliverNow`. */
export const constructId = (name: string): string =>
  name.replace(/(^|-)([a-z])/g, (_, _dash, letter: string) => letter.toUpperCase());
