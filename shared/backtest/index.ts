export { backtestJob } from "./backtest-job.ts";
export { headLine } from "./lines.ts";
export { startBacktest } from "./start-backtest.ts";
