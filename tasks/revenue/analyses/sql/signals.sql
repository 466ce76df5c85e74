-- What else speaks for or against some accounts in the last 90 days.
WITH late AS (
  SELECT account_id, count(*) AS late_invoices FROM billing_events
  WHERE event_type = 'invoice' AND event_date > CAST($as_of AS DATE) - INTERVAL 180 DAY
    AND coalesce(paid_on, CAST($as_of AS DATE)) > due_on + INTERVAL 7 DAY
  GROUP BY account_id
),
asked AS (
  SELECT account_id, count(*) FILTER (priority = 'high') AS high_tickets FROM tickets
  WHERE opened_at > CAST($as_of AS DATE) - INTERVAL 90 DAY AND CAST(opened_at AS DATE) <= CAST($as_of AS DATE)
  GROUP BY account_id
),
said AS (
  SELECT account_id, count(*) AS calls, round(avg(sentiment), 2) AS call_sentiment FROM calls
  WHERE held_at > CAST($as_of AS DATE) - INTERVAL 90 DAY AND CAST(held_at AS DATE) <= CAST($as_of AS DATE)
  GROUP BY account_id
),
written AS (
  SELECT account_id, count(*) AS messages FROM messages
  WHERE sent_at > CAST($as_of AS DATE) - INTERVAL 90 DAY AND CAST(sent_at AS DATE) <= CAST($as_of AS DATE)
  GROUP BY account_id
)
SELECT a.account_id, coalesce(late_invoices, 0) AS late_invoices, coalesce(high_tickets, 0) AS high_tickets,
  coalesce(calls, 0) AS calls, call_sentiment, coalesce(messages, 0) AS messages, a.contract_end,
  date_diff('day', CAST($as_of AS DATE), a.contract_end) AS days_to_renewal
FROM accounts a LEFT JOIN late USING (account_id) LEFT JOIN asked USING (account_id) LEFT JOIN said USING (account_id)
  LEFT JOIN written USING (account_id)
WHERE list_contains(CAST($ids AS VARCHAR[]), a.account_id)
ORDER BY a.account_id
