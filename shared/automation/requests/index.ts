export { makeRequests } from "./make-requests.ts";
export { deleteResultPointer, pagesOfResults, putResultPointer } from "./webhook-result-store.ts";
