-- The newest day on which about as many accounts have a row as in the four weeks before, and half of them at least half
-- of what they use on such a day of the week: later days are still coming in.
WITH days AS (
  SELECT usage_date, count(DISTINCT account_id) AS accounts FROM consumption_daily
  WHERE usage_date IS NOT NULL GROUP BY usage_date
),
compared AS (
  SELECT usage_date, accounts,
    median(accounts) OVER (ORDER BY usage_date ROWS BETWEEN 28 PRECEDING AND 1 PRECEDING) AS usual
  FROM days
),
whole AS (SELECT usage_date FROM compared WHERE usual IS NULL OR accounts >= 0.85 * usual),
-- Of each account, so that a large one that stopped is no day that is missing.
used AS (
  SELECT usage_date, units / nullif(avg(units) OVER (
      PARTITION BY account_id, isodow(usage_date) ORDER BY usage_date ROWS BETWEEN 4 PRECEDING AND 1 PRECEDING
    ), 0) AS part
  FROM consumption_daily WHERE usage_date > (SELECT max(usage_date) FROM whole) - INTERVAL 42 DAY
),
parts AS (SELECT usage_date, median(part) AS part FROM used GROUP BY usage_date)
SELECT max(usage_date) FILTER (coalesce(part, 1) >= 0.5) AS newest, max(usage_date) AS newest_with_rows
FROM whole LEFT JOIN parts USING (usage_date)
