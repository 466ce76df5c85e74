-- Renewals and changes of plan, in their order.
SELECT account_id, event_type, event_date, plan_units, amount_usd
FROM billing_events
WHERE event_type IN ('renewal', 'plan_change') AND event_date <= CAST($as_of AS DATE)
ORDER BY account_id, event_date, event_id
