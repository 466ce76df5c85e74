-- How far each of the last four weeks' windows of days lies from what the account does on such days of the week, in
-- standard errors. What all accounts do on a day (holidays) is taken out. Baseline: the nine weeks before.
WITH usage AS (
  SELECT account_id, usage_date, CASE WHEN units > 0 THEN ln(units) END AS level,
    usage_date > CAST($as_of AS DATE) - INTERVAL 28 DAY AS is_recent, isodow(usage_date) AS weekday
  FROM consumption_daily
  WHERE usage_date <= CAST($as_of AS DATE) AND usage_date > CAST($as_of AS DATE) - INTERVAL 91 DAY
),
rhythm AS (
  SELECT account_id, weekday, avg(level) AS usual, count(level) AS days FROM usage WHERE NOT is_recent GROUP BY ALL
),
raw AS (
  SELECT u.account_id, u.usage_date, u.is_recent, u.weekday, u.level - r.usual AS residual
  FROM usage u JOIN rhythm r USING (account_id, weekday) WHERE u.level IS NOT NULL
),
everybody AS (
  SELECT usage_date, median(residual) AS common FROM raw GROUP BY usage_date
),
residuals AS (
  SELECT account_id, usage_date, is_recent, weekday, residual - common AS residual FROM raw JOIN everybody USING (usage_date)
),
lagged AS (
  SELECT *, lag(residual) OVER (PARTITION BY account_id ORDER BY usage_date) AS before,
    usage_date - lag(usage_date) OVER (PARTITION BY account_id ORDER BY usage_date) AS gap
  FROM residuals
),
-- The baseline's mean is 0 but for what was taken out; seven means were estimated.
spreads AS (
  SELECT account_id, sqrt(sum(residual * residual) / nullif(count(*) - 7, 0)) AS spread, count(*) AS days,
    avg(residual) AS shift
  FROM residuals WHERE NOT is_recent GROUP BY account_id HAVING count(*) > 14
),
carried AS (
  SELECT greatest(0.0, 0.05 + sum(residual * before) / nullif(sum(residual * residual), 0)) AS rho
  FROM lagged WHERE NOT is_recent AND gap = 1
),
windows AS (
  SELECT account_id, usage_date, 4 AS width, avg(residual) OVER w4 AS mean, count(*) OVER w4 AS days FROM residuals
  WHERE usage_date > CAST($as_of AS DATE) - INTERVAL 32 DAY
  WINDOW w4 AS (PARTITION BY account_id ORDER BY usage_date RANGE BETWEEN INTERVAL 3 DAY PRECEDING AND CURRENT ROW)
  UNION ALL
  SELECT account_id, usage_date, 7, avg(residual) OVER w7, count(*) OVER w7 FROM residuals
  WHERE usage_date > CAST($as_of AS DATE) - INTERVAL 35 DAY
  WINDOW w7 AS (PARTITION BY account_id ORDER BY usage_date RANGE BETWEEN INTERVAL 6 DAY PRECEDING AND CURRENT ROW)
  UNION ALL
  SELECT account_id, usage_date, 14, avg(residual) OVER w14, count(*) OVER w14 FROM residuals
  WHERE usage_date > CAST($as_of AS DATE) - INTERVAL 28 DAY
  WINDOW w14 AS (PARTITION BY account_id ORDER BY usage_date RANGE BETWEEN INTERVAL 13 DAY PRECEDING AND CURRENT ROW)
  UNION ALL
  SELECT account_id, usage_date, 21, avg(residual) OVER w21, count(*) OVER w21 FROM residuals
  WHERE usage_date > CAST($as_of AS DATE) - INTERVAL 28 DAY
  WINDOW w21 AS (PARTITION BY account_id ORDER BY usage_date RANGE BETWEEN INTERVAL 20 DAY PRECEDING AND CURRENT ROW)
),
scored AS (
  SELECT w.account_id, w.usage_date, w.width, w.days, w.mean,
    (w.mean - s.shift) / (s.spread * sqrt((1 + 2 * c.rho * (1 - 1.0 / w.days)) / w.days + 1.0 / s.days + 1.0 / (9 * w.days))) AS z
  FROM windows w JOIN spreads s USING (account_id) CROSS JOIN carried c
  WHERE w.days >= 0.6 * w.width AND s.spread > 0
),
peaks AS (
  SELECT account_id,
    max(z) FILTER (width <= 7) AS spike_z, arg_max(usage_date, z) FILTER (width <= 7) AS spike_ends,
    arg_max(width, z) FILTER (width <= 7) AS spike_width, arg_max(mean, z) FILTER (width <= 7) AS spike_mean
  FROM scored WHERE usage_date > CAST($as_of AS DATE) - INTERVAL 28 DAY GROUP BY account_id
),
newest AS (SELECT account_id, max(usage_date) AS usage_date FROM residuals GROUP BY account_id),
ends AS (
  SELECT account_id, min(z) AS drop_z, arg_min(width, z) AS drop_width, arg_min(mean, z) AS drop_mean
  FROM scored JOIN newest USING (account_id, usage_date)
  WHERE width >= 7 AND usage_date > CAST($as_of AS DATE) - INTERVAL 4 DAY GROUP BY account_id
),
-- The four weeks before a drop could begin: what is low for months is no drop.
earlier AS (
  SELECT account_id, avg(residual) AS before_mean FROM residuals
  WHERE usage_date > CAST($as_of AS DATE) - INTERVAL 49 DAY AND usage_date <= CAST($as_of AS DATE) - INTERVAL 21 DAY
  GROUP BY account_id
),
-- A change of the week: how the days of the week lie to each other now, whatever the level.
weekdays AS (
  SELECT account_id, weekday, avg(residual) FILTER (is_recent) AS now, count(*) FILTER (is_recent) AS days_now,
    count(*) FILTER (NOT is_recent) AS days_before
  FROM residuals GROUP BY ALL HAVING days_now >= 2 AND days_before >= 4
),
-- The same for the commonest change, that of weekends against working days: one contrast is seen sooner than seven.
sides AS (
  SELECT account_id, weekday >= 6 AS is_weekend, avg(residual) FILTER (is_recent) AS now,
    count(*) FILTER (is_recent) AS days_now, count(*) FILTER (NOT is_recent) AS days_before
  FROM residuals GROUP BY ALL HAVING days_now >= 4 AND days_before >= 8
),
contrasts AS (
  SELECT w.account_id, w.now - d.now AS weekend_change,
    (w.now - d.now) / (s.spread * sqrt((1 + c.rho)
      * (1.0 / w.days_now + 1.0 / d.days_now + 1.0 / w.days_before + 1.0 / d.days_before))) AS weekend_z
  FROM sides w JOIN sides d USING (account_id) JOIN spreads s USING (account_id) CROSS JOIN carried c
  WHERE w.is_weekend AND NOT d.is_weekend
),
level AS (SELECT account_id, avg(now) AS mean, count(*) AS weekdays FROM weekdays GROUP BY account_id),
weeks AS (
  SELECT d.account_id,
    sum((d.now - l.mean) ** 2 / (s.spread ** 2 * (1.0 / d.days_now + 1.0 / d.days_before))) AS season_chi2,
    sqrt(avg((d.now - l.mean) ** 2)) AS season_size, any_value(l.weekdays) AS weekdays
  FROM weekdays d JOIN level l USING (account_id) JOIN spreads s USING (account_id) GROUP BY d.account_id
),
lasts AS (
  SELECT account_id, max(usage_date) FILTER (units > 0) AS last_used, min(usage_date) AS first_used
  FROM consumption_daily WHERE usage_date <= CAST($as_of AS DATE) GROUP BY account_id
)
SELECT a.account_id, a.name, a.owner, a.customer_type, a.arr_usd, s.days AS baseline_days,
  date_diff('day', l.last_used, CAST($as_of AS DATE)) AS days_without_usage, l.last_used, l.first_used,
  round(s.spread, 4) AS daily_spread, round(p.spike_z, 3) AS spike_z, p.spike_ends, p.spike_width,
  round(p.spike_mean, 3) AS spike_mean, round(e.drop_z, 3) AS drop_z, e.drop_width, round(e.drop_mean, 3) AS drop_mean,
  round(b.before_mean, 3) AS before_mean,
  round(k.season_chi2, 3) AS season_chi2, round(k.season_size, 3) AS season_size, k.weekdays,
  round(t.weekend_z, 3) AS weekend_z, round(t.weekend_change, 3) AS weekend_change
FROM lasts l JOIN accounts a USING (account_id) LEFT JOIN spreads s USING (account_id) LEFT JOIN peaks p USING (account_id)
  LEFT JOIN ends e USING (account_id) LEFT JOIN earlier b USING (account_id) LEFT JOIN weeks k USING (account_id) LEFT JOIN contrasts t USING (account_id)
ORDER BY a.account_id
