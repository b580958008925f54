import { crc32, deflateSync, inflateSync } from "node:zlib";

/** Of a picture three bytes a pixel: red, green, blue. */
export type Picture = { width: number; height: number; rgb: Uint8Array };

const SIGNATURE = Buffer.from("89504e470d0a1a0a", "hex");
const RGB = 2;
const UP = 2;

/** A PNG of eight bits a channel, each line as its difference from the one above. */
export function encodePng({ width, height, rgb }: Picture): Buffer {
  const size = width * 3;
  const lines = Buffer.alloc(height * (size + 1));
  for (let y = 0; y < height; y++) {
    const at = y * (size + 1);
    lines[at] = UP;
    for (let x = 0; x < size; x++) {
      const above = y === 0 ? 0 : rgb[(y - 1) * size + x]!;
      lines[at + 1 + x] = rgb[y * size + x]! - above;
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, RGB, 0, 0, 0], 8);
  const data = deflateSync(lines, { level: 9 });
  return Buffer.concat([SIGNATURE, chunk("IHDR", head), chunk("IDAT", data), chunk("IEND")]);
}

/** Of a PNG made by `encodePng`; others are not read. */
export function decodePng(png: Buffer): Picture {
  const parts = new Map<string, Buffer>();
  for (let at = SIGNATURE.length; at < png.length; ) {
    const length = png.readUInt32BE(at);
    parts.set(png.toString("latin1", at + 4, at + 8), png.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  const head = parts.get("IHDR")!;
  const [width, height] = [head.readUInt32BE(0), head.readUInt32BE(4)];
  const lines = inflateSync(parts.get("IDAT")!);
  const size = width * 3;
  const rgb = new Uint8Array(height * size);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < size; x++) {
      const above = y === 0 ? 0 : rgb[(y - 1) * size + x]!;
      rgb[y * size + x] = lines[y * (size + 1) + 1 + x]! + above;
    }
  }
  return { width, height, rgb };
}

function chunk(name: string, data: Buffer = Buffer.alloc(0)): Buffer {
  const body = Buffer.concat([Buffer.from(name, "latin1"), data]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(data.length, 0);
  whole.set(body, 4);
  whole.writeUInt32BE(crc32(body), body.length + 4);
  return whole;
}
