import { describeLooks } from "./support/looks/describe.ts";
import { LOOKS } from "./support/looks/pages.ts";

describeLooks("how the console looks", LOOKS);
