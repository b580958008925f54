import fc from "fast-check";
import { expect, test } from "vitest";
import { panInto } from "../../../web/src/canvas/pan-into.ts";

const keep = { top: 76, left: 32, right: 32, bottom: 48 };
const size = { width: 700, height: 600 };
const place = (x: number, y: number) => ({ x, y, width: 264, height: 72 });

test("what is seen whole is left alone; else the view moves just as far as it must", () => {
  const view = { x: 0, y: 0, zoom: 1 };
  expect(panInto(place(100, 100), view, size, keep)).toBeUndefined();
  expect(panInto(place(500, 100), view, size, keep)).toEqual({ x: -96, y: 0, zoom: 1 });
  expect(panInto(place(100, 0), view, size, keep)).toEqual({ x: 0, y: 76, zoom: 1 });
  // Wider than the room: its beginning is seen.
  expect(panInto(place(100, 100), view, { width: 300, height: 600 }, keep)).toMatchObject({
    x: -68,
  });
});

test("after it the place is in view, whatever the zoom", () => {
  const number = fc.integer({ min: -3_000, max: 3_000 });
  const zooms = fc.double({ min: 0.1, max: 1.5, noNaN: true });
  fc.assert(
    fc.property(number, number, number, number, zooms, (x, y, viewX, viewY, zoom) => {
      const view = { x: viewX, y: viewY, zoom };
      const next = panInto(place(x, y), view, size, keep) ?? view;
      const [left, top] = [x * zoom + next.x, y * zoom + next.y];
      expect(left).toBeGreaterThanOrEqual(keep.left - 1e-6);
      expect(top).toBeGreaterThanOrEqual(keep.top - 1e-6);
      expect(left + 264 * zoom).toBeLessThanOrEqual(size.width - keep.right + 1e-6);
      expect(top + 72 * zoom).toBeLessThanOrEqual(size.height - keep.bottom + 1e-6);
    }),
  );
});
