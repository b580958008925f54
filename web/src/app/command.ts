/** What a page offers in the palette, and by its keys: `g c` (one after the other) or `mod+s`. */
export type Command = {
  id: string;
  label: string;
  keys?: string;
  run: () => void;
};
