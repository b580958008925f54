/** As in package.json, which a bundle should not carry. */
export const VERSION = "0.1.0";
