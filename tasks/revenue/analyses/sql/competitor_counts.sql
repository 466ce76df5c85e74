-- Per competitor: closed deals in which it came up, how they ended, and how often calls and messages name it.
WITH deals AS (
  SELECT o.* FROM opportunities o
  WHERE o.outcome IN ('won', 'lost') AND o.closed_on <= CAST($as_of AS DATE)
    AND o.closed_on > CAST($as_of AS DATE) - INTERVAL 548 DAY
    AND coalesce(o.loss_reason, '') NOT IN ('duplicate', 'merged', 'test')
),
competitors AS (
  SELECT competitor, count(*) AS closed_deals, count(*) FILTER (outcome = 'lost') AS lost_deals,
    round(coalesce(sum(amount_usd) FILTER (outcome = 'lost'), 0), 0) AS lost_usd
  FROM deals WHERE competitor IS NOT NULL GROUP BY competitor
),
said AS (
  SELECT account_id, transcript AS text FROM calls WHERE CAST(held_at AS DATE) <= CAST($as_of AS DATE)
  UNION ALL
  SELECT account_id, text FROM messages WHERE CAST(sent_at AS DATE) <= CAST($as_of AS DATE)
),
-- With its capital letter and as a word: a summit of managers is no competitor.
mentions AS (
  SELECT c.competitor, count(*) AS mentions, count(DISTINCT s.account_id) AS accounts_naming_it
  FROM competitors c JOIN said s ON contains(s.text, c.competitor)
    AND regexp_matches(s.text, '(^|[^A-Za-z])' || regexp_escape(c.competitor) || '($|[^A-Za-z])')
  GROUP BY c.competitor
)
SELECT c.*, coalesce(m.mentions, 0) AS mentions, coalesce(m.accounts_naming_it, 0) AS accounts_naming_it,
  (SELECT count(*) FROM deals) AS all_closed, (SELECT count(*) FROM deals WHERE outcome = 'lost') AS all_lost
FROM competitors c LEFT JOIN mentions m USING (competitor) ORDER BY competitor
