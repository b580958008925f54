export { backtestJob } from "./backtest-job.ts";
export { csvOf, headLine, readLines } from "./lines.ts";
export { startBacktest } from "./start-backtest.ts";
