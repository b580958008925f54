/** Amazon SES on the plan Essentials, with which new accounts begin: US dollars a thousand (read 24 Nov 2026). */
const SES_USD_PER_1000 = 0.16;
/** What our own AWS services take for a sequence mail, as the meter measures it: US dollars a million. */
const OWN_USD_PER_MILLION = 3.71;

/** What so many mails cost on AWS, and what is assumed. */
export const costOf = (mails: number) => ({
  sesUsd: cents((mails / 1_000) * SES_USD_PER_1000),
  ownUsd: cents((mails / 1_000_000) * OWN_USD_PER_MILLION),
  assumes:
    `SES on the plan Essentials ($${SES_USD_PER_1000} a thousand), list price in us-east-1; ` +
    `$${OWN_USD_PER_MILLION} a million mails for everything else`,
});

const cents = (usd: number) => Math.round(usd * 100) / 100;
