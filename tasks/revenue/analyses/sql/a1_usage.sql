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
)
SELECT r.account_id, a.name, a.owner, a.customer_type, a.segment, a.arr_usd, a.created_on,
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
FROM rates r JOIN accounts a USING (account_id) LEFT JOIN together t USING (account_id)
GROUP BY ALL
ORDER BY r.account_id
