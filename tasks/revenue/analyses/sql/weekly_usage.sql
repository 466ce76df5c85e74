-- What some accounts used a day, by week, for a chart: the last half year, without weeks that are not whole.
SELECT account_id, CAST(date_trunc('week', usage_date) AS DATE) AS week, round(avg(units), 2) AS daily_units
FROM consumption_daily
WHERE list_contains(CAST($ids AS VARCHAR[]), account_id) AND usage_date <= CAST($as_of AS DATE)
  AND usage_date >= date_trunc('week', CAST($as_of AS DATE)) - INTERVAL 26 WEEK
GROUP BY ALL HAVING count(*) >= 4
ORDER BY account_id, week
