import { serve } from "./render-server.ts";

serve();
