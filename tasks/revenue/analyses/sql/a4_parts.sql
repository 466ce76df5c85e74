-- What the four parts of an account's health are made of, as of a day.
WITH used AS (
  SELECT account_id,
    avg(units) FILTER (usage_date > CAST($on AS DATE) - INTERVAL 90 DAY) AS rate_now,
    avg(units) FILTER (usage_date <= CAST($on AS DATE) - INTERVAL 90 DAY) AS rate_before,
    avg(active_users) FILTER (usage_date > CAST($on AS DATE) - INTERVAL 60 DAY) AS users_now,
    avg(active_users) FILTER (usage_date <= CAST($on AS DATE) - INTERVAL 120 DAY) AS users_before
  FROM consumption_daily
  WHERE usage_date <= CAST($on AS DATE) AND usage_date > CAST($on AS DATE) - INTERVAL 180 DAY
  GROUP BY account_id
),
-- A late invoice that a credit settled as our mistake is not held against the account.
credits AS (
  SELECT account_id, max(event_date) AS credited_on FROM billing_events
  WHERE event_type = 'credit' AND event_date <= CAST($on AS DATE) GROUP BY account_id
),
paid AS (
  SELECT b.account_id, count(*) AS invoices,
    count(*) FILTER (
      coalesce(CASE WHEN paid_on <= CAST($on AS DATE) THEN paid_on END, CAST($on AS DATE))
        > due_on + CAST($late_days AS INTEGER)
      AND (credited_on IS NULL OR event_date > credited_on)
    ) AS late_invoices
  FROM billing_events b LEFT JOIN credits c USING (account_id)
  WHERE event_type = 'invoice' AND due_on <= CAST($on AS DATE) AND due_on > CAST($on AS DATE) - INTERVAL 180 DAY
  GROUP BY b.account_id
),
said AS (
  SELECT account_id, count(*) AS calls, sum(sentiment) AS sentiment_sum FROM calls
  WHERE held_at > CAST($on AS DATE) - INTERVAL 90 DAY AND CAST(held_at AS DATE) <= CAST($on AS DATE)
  GROUP BY account_id
),
asked AS (
  SELECT account_id, count(*) FILTER (priority = 'high') AS high_tickets FROM tickets
  WHERE opened_at > CAST($on AS DATE) - INTERVAL 90 DAY AND CAST(opened_at AS DATE) <= CAST($on AS DATE)
  GROUP BY account_id
)
SELECT a.account_id, a.name, a.owner, a.customer_type, a.arr_usd, round(rate_now, 2) AS rate_now,
  round(rate_before, 2) AS rate_before, round(users_now, 2) AS users_now, round(users_before, 2) AS users_before,
  coalesce(invoices, 0) AS invoices, coalesce(late_invoices, 0) AS late_invoices, coalesce(calls, 0) AS calls,
  round(sentiment_sum, 2) AS sentiment_sum, coalesce(high_tickets, 0) AS high_tickets
FROM accounts a LEFT JOIN used USING (account_id) LEFT JOIN paid USING (account_id) LEFT JOIN said USING (account_id)
  LEFT JOIN asked USING (account_id)
WHERE a.customer_type IS DISTINCT FROM 'prospect' AND rate_now IS NOT NULL
ORDER BY a.account_id
