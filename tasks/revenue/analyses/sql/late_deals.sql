-- What was said about open deals of a late stage in the last weeks.
SELECT o.opportunity_id, o.account_id, a.name, a.customer_type, o.owner, o.stage, o.amount_usd, c.call_id,
  CAST(c.held_at AS DATE) AS held_on, c.transcript
FROM opportunities o JOIN accounts a USING (account_id) JOIN calls c ON c.opportunity_id = o.opportunity_id
WHERE o.outcome = 'open' AND o.stage IN ('proposal', 'negotiation') AND o.opened_on <= CAST($as_of AS DATE)
  AND CAST(c.held_at AS DATE) <= CAST($as_of AS DATE)
  AND c.held_at > CAST($as_of AS DATE) - CAST($call_days AS INTEGER) * INTERVAL 1 DAY
ORDER BY o.opportunity_id, c.held_at DESC, c.call_id
