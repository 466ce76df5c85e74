-- Per segment: closed deals, and those lost for a reason, at a stage or against a competitor.
WITH deals AS (
  SELECT o.*, a.segment FROM opportunities o JOIN accounts a USING (account_id)
  WHERE o.outcome IN ('won', 'lost') AND o.closed_on <= CAST($as_of AS DATE)
    AND o.closed_on > CAST($as_of AS DATE) - INTERVAL 548 DAY
    AND coalesce(o.loss_reason, '') NOT IN ('duplicate', 'merged', 'test')
),
lost AS (
  SELECT segment, 'loss_reason' AS what, loss_reason AS value, amount_usd FROM deals WHERE outcome = 'lost'
  UNION ALL SELECT segment, 'stage', stage, amount_usd FROM deals WHERE outcome = 'lost'
  UNION ALL SELECT segment, 'competitor', competitor, amount_usd FROM deals WHERE outcome = 'lost'
),
sizes AS (SELECT segment, count(*) AS closed_deals FROM deals GROUP BY segment)
SELECT l.segment, l.what, l.value, s.closed_deals, count(*) AS lost_deals, round(sum(amount_usd), 0) AS lost_usd
FROM lost l JOIN sizes s USING (segment) WHERE l.value IS NOT NULL
GROUP BY ALL ORDER BY l.segment, l.what, l.value
