/** One fault: texts of the engine, each of which occurs once in its file, and what stands there instead. */
export type Plant = { name: string; edits: { file: string; find: string; put: string }[] };

export const edit = (file: string, find: string, put: string) => ({
  file: `shared/${file}`,
  find,
  put,
});
