-- What the data say of a change in usage: a migration, maintenance or backfill with its ticket, a change of plan.
SELECT account_id, ticket_id AS reference, CAST(opened_at AS DATE) AS on_day, category AS kind, subject AS detail
FROM tickets
WHERE category IN ('migration', 'maintenance', 'backfill') AND CAST(opened_at AS DATE) <= CAST($as_of AS DATE)
UNION ALL
SELECT account_id, event_id, event_date, event_type, detail
FROM billing_events
WHERE event_type = 'plan_change' AND event_date <= CAST($as_of AS DATE)
ORDER BY account_id, on_day, reference
