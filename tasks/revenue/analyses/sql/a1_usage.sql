-- Daily rates of the last three complete months, of the three before, and of the same six months a year earlier.
WITH usage AS (
  SELECT account_id, usage_date, units,
    CASE
      WHEN usage_date >= CAST($recent_from AS DATE) AND usage_date < CAST($recent_to AS DATE) THEN 'recent'
      WHEN usage_date >= CAST($before_from AS DATE) AND usage_date < CAST($recent_from AS DATE) THEN 'before'
      WHEN usage_date >= CAST($recent_from AS DATE) - INTERVAL 1 YEAR
        AND usage_date < CAST($recent_to AS DATE) - INTERVAL 1 YEAR THEN 'recent_last_year'
      WHEN usage_date >= CAST($before_from AS DATE) - INTERVAL 1 YEAR
        AND usage_date < CAST($recent_from AS DATE) - INTERVAL 1 YEAR THEN 'before_last_year'
    END AS part
  FROM consumption_daily
  WHERE usage_date < CAST($recent_to AS DATE)
),
rates AS (
  SELECT account_id, part, avg(units) AS rate, count(*) AS days FROM usage WHERE part IS NOT NULL GROUP BY ALL
),
-- The spread of weeks within a period: days that carry over to the next one do not make it look too small.
weeks AS (
  SELECT account_id, part, ln(avg(units)) AS level
  FROM usage WHERE part IS NOT NULL
  GROUP BY account_id, part, date_trunc('week', usage_date)
  HAVING count(*) >= 4 AND avg(units) > 0
),
spreads AS (
  SELECT account_id, part, var_samp(level) AS variance, count(*) AS weeks FROM weeks GROUP BY ALL
),
together AS (
  SELECT account_id,
    sqrt(sum(variance * (weeks - 1)) / nullif(sum(weeks - 1), 0)) AS weekly_spread,
    sum(weeks) FILTER (part = 'recent') AS recent_weeks,
    sum(weeks) FILTER (part = 'before') AS before_weeks
  FROM spreads WHERE part IN ('recent', 'before') GROUP BY account_id
),
accounts_used AS (
  SELECT r.account_id,
    round(max(rate) FILTER (part = 'recent'), 2) AS recent_rate,
    round(max(rate) FILTER (part = 'before'), 2) AS before_rate,
    round(max(rate) FILTER (part = 'recent_last_year'), 2) AS recent_rate_last_year,
    round(max(rate) FILTER (part = 'before_last_year'), 2) AS before_rate_last_year,
    coalesce(max(days) FILTER (part = 'recent'), 0) AS recent_days,
    coalesce(max(days) FILTER (part = 'before'), 0) AS before_days,
    coalesce(max(days) FILTER (part = 'recent_last_year'), 0) AS recent_days_last_year,
    coalesce(max(days) FILTER (part = 'before_last_year'), 0) AS before_days_last_year,
    any_value(t.weekly_spread) AS weekly_spread, any_value(t.recent_weeks) AS recent_weeks,
    any_value(t.before_weeks) AS before_weeks
  FROM rates r SEMI JOIN accounts USING (account_id) LEFT JOIN together t USING (account_id)
  GROUP BY r.account_id
),
marked AS (
  SELECT *, coalesce(
      recent_days >= $fewest_days AND before_days >= $fewest_days AND before_rate > 0 AND weekly_spread > 0
      AND recent_weeks >= $fewest_weeks AND before_weeks >= $fewest_weeks, false
    ) AS is_comparable
  FROM accounts_used
),
totals AS (SELECT count(*) AS accounts, count(*) FILTER (is_comparable) AS comparable FROM marked)
-- Who did not decline by more than what is usual is a test as well, and counted, but no row: chance explains it.
SELECT m.* EXCLUDE (is_comparable), a.name, a.owner, a.customer_type, a.segment, a.arr_usd, a.created_on,
  totals.accounts, totals.comparable
FROM totals LEFT JOIN (
    SELECT * FROM marked WHERE is_comparable AND recent_rate <= before_rate * (1 - $noise)
  ) m ON true
  LEFT JOIN accounts a USING (account_id)
ORDER BY m.account_id
