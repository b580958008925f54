const hex = (character: string) => `\\u${character.charCodeAt(0).toString(16)}`;

/** JSON in the characters that SQS allows (XML's, without the last two of the plane). */
export const toBody = (body: object): string =>
  JSON.stringify(body).replace(/[\ufffe\uffff]/g, hex);
