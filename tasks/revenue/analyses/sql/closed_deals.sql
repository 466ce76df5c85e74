-- Deals that were closed in the last 18 months, with what may have to do with it. Duplicates were never deals.
SELECT o.opportunity_id, o.account_id, a.segment, o.stage, o.outcome, o.loss_reason, o.competitor, o.amount_usd, o.closed_on
FROM opportunities o JOIN accounts a USING (account_id)
WHERE o.outcome IN ('won', 'lost') AND o.closed_on <= CAST($as_of AS DATE)
  AND o.closed_on > CAST($as_of AS DATE) - INTERVAL 548 DAY
  AND coalesce(o.loss_reason, '') NOT IN ('duplicate', 'merged', 'test')
ORDER BY o.opportunity_id
