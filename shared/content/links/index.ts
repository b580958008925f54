export { addPixel, BODY_END, pixelOf } from "./add-pixel.ts";
export { listLocals } from "./classify-link.ts";
export { FollowedLinks } from "./followed-links.ts";
export { trackLinks } from "./track-links.ts";
