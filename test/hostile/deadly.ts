/** Templates within all limits of Liquid that still never end, or take more than a small heap. */
export const DEADLY: Record<string, string> = {
  "without end":
    '{% assign p = "a." %}{% for i in (1..16) %}{% assign p = p | append: p %}{% endfor %}{% assign l = (1..200000) | sort: p %}',
  "a large heap": "{% assign l = (1..900000) | sort %}{{ l | size }}",
};
