/** The test that must fail while the fault is planted: its file, and the beginning of its name. */
export type Proof = { file: string; test: string };

/**
 * One fault: texts of the engine, each of which occurs once in its file, and what stands there
 * instead. The simulation finds it, unless a `proof` is named that does.
 */
export type Plant = {
  name: string;
  edits: { file: string; find: string; put: string }[];
  proof?: Proof;
};

export const edit = (file: string, find: string, put: string) => ({ file, find, put });
