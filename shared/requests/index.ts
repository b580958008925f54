export { Asker, CallBody, MAX_REQUESTS } from "./call-body.ts";
export { makeRequests } from "./make-requests.ts";
