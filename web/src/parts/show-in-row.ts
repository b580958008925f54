/** For the chosen one of a row that a phone shows a part of: brings it to the row's middle. */
export const showInRow = (chosen: HTMLElement | null): void => {
  const row = chosen?.closest<HTMLElement>("ul, [role=tablist]");
  if (chosen && row)
    row.scrollLeft = chosen.offsetLeft - (row.clientWidth - chosen.clientWidth) / 2;
};
