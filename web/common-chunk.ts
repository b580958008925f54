/** Of Mantine and what it uses. */
const MANTINE = [
  "components/(ActionIcon|Alert|Badge|Button|CloseButton|Floating|Group|Input|InputBase|List|Loader)",
  "components/(Portal|Skeleton|Stack|Text|TextInput|Title|Tooltip|Transition)",
  "core/(Box/get-style-object|DirectionProvider|utils/(get-single-element-child|get-size))",
  "core/styles-api/(create-vars-resolver|use-resolved-styles-api)",
  "utils/Floating/(FloatingArrow|get-floating-position)",
];
const MODULES = [
  `@mantine/core/esm/(${MANTINE.join("|")})/`,
  "@mantine/hooks/esm/(use-id|use-reduced-motion)/",
  "@floating-ui/",
  "@tanstack/(react-query/.*/useMutation|query-core/.*/mutationObserver)\\.",
  "web/src/parts/(card|fault|page|status|time|use-arrival)\\.",
  "web/src/parts/duration/duration\\.",
  "web/src/text/(format|make-format|zone-formats)\\.",
];

/**
 * What most pages need beyond the first load, in one file: twenty small ones would wait for each
 * other. Nothing of it may be part of the first load, which would then load all of it; the test of
 * sizes tells.
 */
export const COMMON_CHUNK = {
  name: "common",
  test: new RegExp(
    MODULES.map((path) => `(?:${path})`)
      .join("|")
      .replaceAll("/", "[\\\\/]"),
  ),
};
