import type { OptionsFilter } from "@mantine/core";

/**
 * Suggestions that hold what is typed; none once it is one of them, for an open list covers what
 * stands below.
 */
export const suggest: OptionsFilter = ({ options, search, limit }) => {
  const typed = search.trim().toLowerCase();
  const names = options.filter((option) => "value" in option);
  if (names.some(({ value }) => value === search)) return [];
  return names.filter(({ value }) => value.toLowerCase().includes(typed)).slice(0, limit);
};
