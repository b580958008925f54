/** Why a contact is, or is not, in a segment. */
export { whyInSegment } from "./why-in-segment.ts";
