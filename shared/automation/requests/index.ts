export { makeRequests } from "./make-requests.ts";
export {
  deleteResponsePointer,
  pagesOfResponses,
  putResponsePointer,
} from "./stored-response-store.ts";
