-- What the warehouse knows of each account by now: whether it is still used, how much, until when it is under contract.
WITH usage AS (
  SELECT account_id,
    max(usage_date) FILTER (WHERE units > 0) AS last_used,
    avg(units) FILTER (WHERE usage_date > CAST($as_of AS DATE) - INTERVAL 30 DAY) AS rate_now
  FROM consumption_daily WHERE usage_date <= CAST($as_of AS DATE) GROUP BY account_id
)
SELECT a.account_id, a.customer_type, a.plan_units, a.contract_end, u.last_used, round(u.rate_now, 2) AS rate_now
FROM accounts a LEFT JOIN usage u USING (account_id)
ORDER BY a.account_id
