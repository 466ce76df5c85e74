-- Contracts that ended without a renewal.
WITH renewed AS (
  SELECT account_id, max(event_date) AS renewed_on FROM billing_events
  WHERE event_type = 'renewal' AND event_date <= CAST($as_of AS DATE) GROUP BY account_id
)
SELECT a.account_id, a.name, a.owner, a.customer_type, a.arr_usd, a.contract_end, r.renewed_on,
  date_diff('day', a.contract_end, CAST($as_of AS DATE)) AS overdue_days
FROM accounts a LEFT JOIN renewed r USING (account_id)
WHERE a.contract_end < CAST($as_of AS DATE)
  AND (r.renewed_on IS NULL OR r.renewed_on < a.contract_end - INTERVAL 60 DAY)
ORDER BY a.account_id
