const LF = 10;
const CR = 13;
const DOT = 46;

/**
 * A message as sent after DATA: leading dots doubled, a lone dot at the end (RFC 5321 §4.5.2).
 * Undefined when a CR or LF is not part of a CRLF (§2.3.8): servers disagree on such line ends, so
 * a mail could be ended from within.
 */
export function toWire(raw: Uint8Array): Buffer | undefined {
  const dots = findDots(raw);
  if (!dots) return undefined;
  const end = raw.length === 0 || raw.at(-1) === LF ? ".\r\n" : "\r\n.\r\n";
  const wire = Buffer.allocUnsafe(raw.length + dots.length + end.length);
  let at = 0;
  let from = 0;
  for (const dot of dots) {
    wire.set(raw.subarray(from, dot), at);
    at += dot - from;
    wire[at++] = DOT;
    from = dot;
  }
  wire.set(raw.subarray(from), at);
  wire.write(end, at + raw.length - from, "latin1");
  return wire;
}

/** The offsets of leading dots; undefined when a line does not end in CRLF. */
function findDots(raw: Uint8Array): number[] | undefined {
  const dots: number[] = raw[0] === DOT ? [0] : [];
  for (let i = 0; i < raw.length; i++) {
    // A quick check: nearly all bytes are above both.
    if (raw[i]! > CR) continue;
    if (raw[i] === LF) return undefined;
    if (raw[i] !== CR) continue;
    i += 1;
    if (raw[i] !== LF) return undefined;
    if (raw[i + 1] === DOT) dots.push(i + 1);
  }
  return dots;
}
