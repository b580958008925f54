import { Skeleton } from "@mantine/core";
import { type ComponentProps, Suspense } from "react";
import { lazyPart } from "../../../parts/lazy-part.ts";
import type { Canvas } from "./canvas.tsx";

const Loaded = lazyPart(() => import("./canvas.tsx"), "Canvas");

/** The canvas where other things stand beside it: they do not wait for it. */
export const LazyCanvas = (props: ComponentProps<typeof Canvas>) => (
  <Suspense fallback={<Skeleton height="100%" />}>
    <Loaded {...props} />
  </Suspense>
);
