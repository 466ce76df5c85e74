-- Open deals of customers.
SELECT account_id, count(*) AS open_deals, sum(amount_usd) AS open_usd FROM opportunities
WHERE outcome = 'open' AND kind = 'expansion' AND opened_on <= CAST($as_of AS DATE)
GROUP BY account_id ORDER BY account_id
