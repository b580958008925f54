/** What a measurement is asked for: `full` also runs the sizes that take minutes. */
export type Sizes = { full: boolean };

/**
 * Figures that are measured together, once; the bench takes the median of three such runs. `units`
 * names each row with its unit; `measure` answers a value for each, and may leave out what does not
 * apply.
 */
export type Measurement = {
  units: Record<string, string>;
  measure: (sizes: Sizes) => Promise<Record<string, number>>;
};
