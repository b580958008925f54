import fc from "fast-check";
import { expect, test } from "vitest";
import { toWire } from "#shared/adapters/smtp/body.ts";
import { ReplyReader } from "#shared/adapters/smtp/replies.ts";

/** As a server reads it (RFC 5321 §4.5.2): up to the lone dot, doubled dots taken out again. */
function readBack(wire: string): string {
  const end = `\r\n${wire}`.indexOf("\r\n.\r\n");
  expect(end + 3).toBe(wire.length);
  return wire.slice(0, end).replace(/^\./, "").replaceAll("\r\n.", "\r\n");
}

test("whatever a mail's lines are, a server reads them back, and no end comes before the end", () => {
  const line = fc.oneof(
    fc.constantFrom("", ".", "..", ".x", "x."),
    fc.string().map((text) => text.replaceAll(/[\r\n]/g, "")),
  );
  fc.assert(
    fc.property(fc.array(line), fc.boolean(), (lines, isEnded) => {
      const raw = lines.join("\r\n") + (isEnded ? "\r\n" : "");
      const wire = toWire(Buffer.from(raw))!.toString();
      const whole = raw === "" || raw.endsWith("\r\n") ? raw : `${raw}\r\n`;
      expect(readBack(wire)).toBe(whole);
    }),
  );
});

test("a CR or LF that is not part of a CRLF makes no mail", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom("a", ".", "\r", "\n", "\r\n")), (parts) => {
      const raw = parts.join("");
      const isClean = !/\r(?!\n)|(?<!\r)\n/.test(raw);
      expect(toWire(Buffer.from(raw)) !== undefined).toBe(isClean);
    }),
  );
});

test("replies are read however they are cut, lines of one reply together", () => {
  const text = "250-2.1.0 one\r\n250-two\r\n250 three\r\n354\r\n550 5.1.1 weiß nicht\r\n";
  const bytes = Buffer.from(text);
  fc.assert(
    fc.property(fc.array(fc.nat(bytes.length)), (cuts) => {
      const reader = new ReplyReader();
      const places = [0, ...cuts.toSorted((a, b) => a - b), bytes.length];
      const replies = places
        .slice(1)
        .flatMap((end, i) => reader.read(bytes.subarray(places[i], end)));
      expect(replies).toEqual([
        { code: 250, text: "250-2.1.0 one\n250-two\n250 three" },
        { code: 354, text: "354" },
        { code: 550, text: "550 5.1.1 weiß nicht" },
      ]);
      expect(reader.isOpen).toBe(false);
    }),
  );
});

test.each([
  "hello\r\n",
  "250Ok\r\n",
  "199 x\r\n",
  "250-a\r\n251 b\r\n",
  "250 a\nb\r\n",
  `250-${"x".repeat(17_000)}`,
])("%j is no reply", (text) => {
  expect(() => new ReplyReader().read(Buffer.from(text))).toThrow();
});
