import fc from "fast-check";
import { expect, test } from "vitest";
import { Heap } from "./heap.ts";

test("a heap gives back what was added, in its order", () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.nat(20), { nil: undefined })), (calls) => {
      const heap = new Heap<number>((one, other) => one < other);
      let model: number[] = [];
      for (const call of calls) {
        if (call === undefined) {
          expect(heap.take()).toBe(model[0]);
          model = model.slice(1);
        } else {
          heap.add(call);
          model = [...model, call].sort((a, b) => a - b);
        }
        expect([heap.first, heap.size]).toEqual([model[0], model.length]);
      }
    }),
  );
});
