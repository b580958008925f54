/** The construct id of a name: `DeliverNow` for `deliver-now`. */
export const constructId = (name: string): string =>
  name.replace(/(^|-)([a-z])/g, (_, _dash, letter: string) => letter.toUpperCase());
