import { expect, test } from "vitest";
import { hasDarkStyles } from "../../../web/src/pages/templates/dark-styles.ts";

test.each([
  ["<style>@media (prefers-color-scheme: dark) { p { color: #fff } }</style>", true],
  ['<meta name="color-scheme" content="light dark">', true],
  ["<style>:root { color-scheme: light dark; }</style>", true],
  ['<meta name="color-scheme" content="light"><p>dark</p>', false],
  ["<p style='color: black'>A dark scheme</p>", false],
])("%s differs in the dark: %s", (html, differs) => {
  expect(hasDarkStyles(html)).toBe(differs);
});
