/**
 * Amazon SES, plan Essentials, the default of new accounts: US dollars per thousand mails (read 24
 * Nov 2026).
 */
const SES_USD_PER_1000 = 0.16;
/** All other AWS services, measured: US dollars per million sequence mails. */
const OWN_USD_PER_MILLION = 3.71;

/** The cost of a number of mails on AWS, with its assumptions. */
export const costOf = (mails: number) => ({
  sesUsd: cents((mails / 1_000) * SES_USD_PER_1000),
  ownUsd: cents((mails / 1_000_000) * OWN_USD_PER_MILLION),
  assumes:
    `SES on the plan Essentials ($${SES_USD_PER_1000} a thousand), list price in us-east-1; ` +
    `$${OWN_USD_PER_MILLION} a million mails for everything else`,
});

const cents = (usd: number) => Math.round(usd * 100) / 100;
