import type { Page } from "playwright-core";
import type { Picture } from "./png.ts";

/** Of each channel as many levels are kept: a stored picture is a third of the size. */
const LEVEL = 16;
/** So many pictures after the first, as far apart, are the same: nothing moves any more. */
const ALIKE = 2;
const PAUSE_MS = 100;
const MOST = 30;

/**
 * What a page looks like, its sides divided by `scale`. What still moves is waited
 * for.
 */
export async function takePicture(page: Page, studio: Page, scale: number): Promise<Picture> {
  let before: Buffer = Buffer.alloc(0);
  for (let alike = 0, attempt = 0; alike < ALIKE && attempt < MOST; attempt++) {
    const shot = await page.screenshot({ animations: "disabled", caret: "hide" });
    alike = shot.equals(before) ? alike + 1 : 0;
    before = shot;
    await page.waitForTimeout(PAUSE_MS);
  }
  return reduce(studio, before, scale);
}

/** The browser itself reads its PNG and makes it smaller: no package for it. */
async function reduce(studio: Page, png: Buffer, scale: number): Promise<Picture> {
  const { width, height, data } = await studio.evaluate(
    async ({ source, by }) => {
      const { Image, document, btoa } = globalThis as unknown as DomGlobals;
      const image = new Image();
      image.src = `data:image/png;base64,${source}`;
      await image.decode();
      const canvas = document.createElement("canvas");
      canvas.width = Math.round(image.width / by);
      canvas.height = Math.round(image.height / by);
      const context = canvas.getContext("2d");
      context.imageSmoothingQuality = "high";
      context.drawImage(image, 0, 0, canvas.width, canvas.height);
      const pixels = context.getImageData(0, 0, canvas.width, canvas.height).data;
      let text = "";
      for (let at = 0; at < pixels.length; at += 4)
        text += String.fromCharCode(pixels[at]!, pixels[at + 1]!, pixels[at + 2]!);
      return { width: canvas.width, height: canvas.height, data: btoa(text) };
    },
    { source: png.toString("base64"), by: scale },
  );
  const rgb = Buffer.from(data, "base64").map((value) => value - (value % LEVEL));
  return { width, height, rgb: new Uint8Array(rgb) };
}

/** Of the browser's globals what this uses; the tests are typed without the DOM. */
type DomGlobals = {
  Image: new () => { src: string; width: number; height: number; decode: () => Promise<void> };
  document: { createElement: (name: "canvas") => Canvas };
  btoa: (text: string) => string;
};
type Canvas = { width: number; height: number; getContext: (name: "2d") => Context };
type Context = {
  imageSmoothingQuality: string;
  drawImage: (image: unknown, x: number, y: number, width: number, height: number) => void;
  getImageData: (
    x: number,
    y: number,
    width: number,
    height: number,
  ) => { data: Uint8ClampedArray };
};
