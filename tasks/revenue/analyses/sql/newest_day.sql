-- The newest day on which about as many accounts have a row as in the four weeks before: later days are still coming in.
WITH days AS (
  SELECT usage_date, count(DISTINCT account_id) AS accounts FROM consumption_daily GROUP BY usage_date
),
compared AS (
  SELECT usage_date, accounts,
    median(accounts) OVER (ORDER BY usage_date ROWS BETWEEN 28 PRECEDING AND 1 PRECEDING) AS usual
  FROM days
)
SELECT max(usage_date) AS newest FROM compared WHERE usual IS NULL OR accounts >= 0.85 * usual
