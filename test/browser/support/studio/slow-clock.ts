/**
 * Loaded before the program (`node --import`): its clock begins at one fixed instant and hardly
 * moves by itself, so that every start shows the same times.
 */
const START = Date.parse("2026-10-05T08:00:00Z");
/** Minutes of tests are seconds here, which no page tells apart; two readings still differ. */
const SPEED = 1 / 20;

const realNow = Date.now.bind(Date);
const startedAt = realNow();
Date.now = () => Math.floor(START + (realNow() - startedAt) * SPEED);
