import fc from "fast-check";

const PIECES =
  "https: http: // \\\\ / \\ @ : ? # . shop.example evil.example %2F %40 user pw 443 8443 \t \n 。 ü [::1] javascript: data: mailto: {{ }} < \" '".split(
    " ",
  );
const piece = fc.oneof(
  fc.constantFrom(...PIECES),
  fc.string({ maxLength: 3 }),
  fc.string({ unit: "grapheme", maxLength: 2 }),
);
const pieces = (maxLength: number) => fc.array(piece, { maxLength }).map((parts) => parts.join(""));

/** What may follow a beginning that an author wrote. */
export const addressTail = pieces(4);

/** What data may hold where an address is meant: much of it made to look like what it is not. */
export const anyAddress = fc.oneof(
  pieces(8),
  addressTail.map((tail) => `https://shop.example${tail}`),
  addressTail.map((tail) => `https://${tail}.shop.example/`),
);
