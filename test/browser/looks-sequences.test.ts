import { describeLooks } from "./support/looks/describe.ts";
import { SEQUENCE_LOOKS } from "./support/looks/pages.ts";

describeLooks("how sequences look", SEQUENCE_LOOKS);
