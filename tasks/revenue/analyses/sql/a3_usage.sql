-- Usage of the last three complete months against the plan that holds now, which billing knows before the CRM does.
WITH months AS (
  SELECT account_id, date_trunc('month', usage_date) AS month, avg(units) AS rate, stddev_samp(units) AS spread,
    count(*) AS days
  FROM consumption_daily
  WHERE usage_date >= CAST($recent_from AS DATE) AND usage_date < CAST($recent_to AS DATE)
  GROUP BY ALL
),
changed AS (
  SELECT account_id, arg_max(plan_units, event_date) AS plan_units, max(event_date) AS changed_on FROM billing_events
  WHERE event_type = 'plan_change' AND plan_units IS NOT NULL AND event_date <= CAST($as_of AS DATE)
  GROUP BY account_id
),
plans AS (
  SELECT a.*, coalesce(c.plan_units, a.plan_units) AS units_now, c.changed_on
  FROM accounts a LEFT JOIN changed c USING (account_id)
),
shares AS (
  SELECT m.*, p.units_now, rate * 30.4 / p.units_now AS utilisation
  FROM months m JOIN plans p USING (account_id) WHERE p.units_now > 0
)
SELECT p.account_id, p.name, p.owner, p.customer_type, p.segment, p.arr_usd, p.units_now AS plan_units, p.changed_on,
  round(sum(rate * days) / sum(days) * 30.4, 0) AS monthly_units,
  round(sum(utilisation * days) / sum(days), 4) AS utilisation,
  round(min(utilisation), 4) AS lowest_month, round(max(utilisation), 4) AS highest_month,
  count(*) AS months, sum(days) AS days, round(avg(spread / nullif(rate, 0)), 4) AS daily_variation
FROM shares s JOIN plans p USING (account_id)
GROUP BY ALL
ORDER BY p.account_id
