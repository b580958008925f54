import { openTemp } from "./temp-folder.ts";

/** Before a run of vitest: its workers inherit where temporary folders go. */
export default function setup(): void {
  openTemp();
}
