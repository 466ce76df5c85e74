"""Exports of billing systems and CRMs with the headers that they really have: who is read, left out or on hold.

Headers from the public documentation of Chargebee, Recurly, Paddle, Lemon Squeezy, WooCommerce, HubSpot, Salesforce,
Zoho, Intercom, ProfitWell and Gainsight; the people are invented.
"""

from datetime import date

import pytest

from tasks.files.reader.read_customers import read_customers
from tasks.winback.do_not_send import DoNotSend

TODAY = date(2026, 11, 29)
EXPORTS = {
    "chargebee": (
        (
            "subscriptions.id,customers.id,customers.email,customers.company,subscriptions.plan_id,subscriptions.mrr,"
            "subscriptions.currency_code,subscriptions.status,subscriptions.cancelled_at,subscriptions.cancel_reason\n"
            "s1,k1,a@a.example,Acme,pro-monthly,49.00,USD,cancelled,03-May-2026 10:00,too expensive\n"
            "s2,k2,b@b.example,Beta,pro-monthly,49.00,USD,non_renewing,03-Dec-2026 10:00,\n"
            "s3,k3,c@c.example,Gamma,pro-monthly,49.00,USD,cancelled,03-May-2026 10:00,no_card\n"
        ),
        {"k1": "ready", "k3": "payment_dispute"},
    ),
    "recurly": (
        (
            "uuid,account_code,account_email,account_company_name,plan_code,state,currency,total_recurring_amount,"
            "activated_at,canceled_at,expires_at,expiration_reason\n"
            "u1,r1,a@a.example,Acme,pro,expired,USD,49.00,2024-01-01 00:00:00 UTC,2026-05-01 00:00:00 UTC,,canceled\n"
            "u2,r2,b@b.example,Beta,pro,expired,USD,49.00,2024-01-01 00:00:00 UTC,2026-05-01 00:00:00 UTC,,nonpayment\n"
            "u3,r3,c@c.example,Gamma,pro,active,USD,49.00,2024-01-01 00:00:00 UTC,,,\n"
        ),
        {"r1": "ready", "r2": "payment_dispute"},
    ),
    "paddle": (
        (
            "user_id,user_email,customer_name,plan_name,monthly_amount,currency,state,signup_date,"
            "cancellation_effective_date,cancel_reason,marketing_consent\n"
            "p1,a@a.example,Acme,Pro,49,USD,deleted,2024-01-02,2026-05-04,too slow,1\n"
            "p2,b@b.example,Beta,Pro,49,USD,deleted,2024-01-02,2026-05-04,too slow,0\n"
            "p3,c@c.example,Gamma,Pro,49,USD,past_due,2024-01-02,2026-05-04,,1\n"
        ),
        {"p1": "ready", "p2": "suppressed"},
    ),
    "woocommerce": (
        (
            "subscription_id,subscription_status,customer_id,billing_email,billing_company,order_total,order_currency,"
            "billing_period,billing_interval,start_date,end_date,product_name,cancellation_reason\n"
            "1,wc-cancelled,w1,a@a.example,Acme,588.00,USD,year,1,2024-01-01 00:00:00,2026-05-01 00:00:00,Pro,slow\n"
            "2,wc-active,w2,b@b.example,Beta,49.00,USD,month,1,2024-01-01 00:00:00,0,Pro,\n"
        ),
        {"w1": "ready"},
    ),
    "hubspot deals": (
        (
            "Record ID,Deal Name,Deal Stage,Close Date,Amount,Pipeline,Closed Lost Reason,Associated Company,"
            "Associated Contact Email,Deal Type,Product\n"
            "1,Acme renewal,Closed Lost,2026-05-04 10:00,4900,Renewals,Price,Acme,a@a.example,Existing,Pro\n"
            "2,Beta renewal,Closed Won,2026-05-04 10:00,4900,Renewals,,Beta,b@b.example,Existing,Pro\n"
            "3,Gamma,Closed Lost,2026-05-04 10:00,4900,Sales Pipeline,Budget,Gamma,c@c.example,New Business,Pro\n"
        ),
        {"1": "ready"},
    ),
    "salesforce": (
        (
            '"Account ID","Account Name","Email","Stage","Close Date","Amount (converted)","Type","Reason","Product",'
            '"Email Opt Out"\n'
            '"001A","Acme","a@a.example","Closed Lost","5/14/2026","4,900.00","Renewal","Price","Pro","0"\n'
            '"001B","Beta","b@b.example","Closed Lost","5/14/2026","4,900.00","Renewal","Price","Pro","1"\n'
            '"001C","Gamma","c@c.example","Closed Won","5/14/2026","4,900.00","Renewal","","Pro","0"\n'
        ),
        {"001A": "ready", "001B": "suppressed"},
    ),
    "zoho": (
        (
            "Record Id,Account Name,Email,Status,Churn Date,MRR,Plan,Reason For Churn,Email Opt Out,Unsubscribed At\n"
            "z1,Acme,a@a.example,Churned,2026-05-04,49,Pro,slow,false,\n"
            "z2,Beta,b@b.example,Churned,2026-05-04,49,Pro,slow,false,2026-01-01 10:00:00\n"
            "z3,Gamma,c@c.example,Active,2026-05-04,49,Pro,slow,false,\n"
        ),
        {"z1": "ready", "z2": "suppressed"},
    ),
    "profitwell": (
        (
            "customer_id,email,company_name,status,mrr_cents,plan_name,churned_on,churn_reason\n"
            "c1,a@a.example,Acme,churned_voluntary,4900,Pro,1777852800,slow\n"
            "c2,b@b.example,Beta,churned_delinquent,4900,Pro,1777852800,\n"
            "c3,c@c.example,Gamma,active,4900,Pro,,\n"
        ),
        {"c1": "ready", "c2": "payment_dispute"},
    ),
    "profitwell movements": (
        (
            "customer_id,email,company_name,Activity,mrr_cents,plan_name,date lost,churn_reason\n"
            "c1,a@a.example,Acme,churn,4900,Pro,2026-05-04,slow\n"
            "c2,b@b.example,Beta,churn_delinquent,4900,Pro,2026-05-04,\n"
            "c3,c@c.example,Gamma,reactivated,4900,Pro,2026-05-04,\n"
            "c4,d@d.example,Delta,downgrade,4900,Pro,2026-05-04,\n"
        ),
        {"c1": "ready", "c2": "payment_dispute"},
    ),
    "gainsight": (
        (
            "GSID,Company Name,Primary Contact Email,Status,Lifecycle,ARR,Currency,Plan,Churn Date,Churn Reason\n"
            'g1,Acme,a@a.example,Churn,Churn,"5,880",USD,Pro,2026-05-04,Product\n'
            'g2,Beta,b@b.example,Active,Adoption,"5,880",USD,Pro,,\n'
        ),
        {"g1": "ready"},
    ),
    "intercom": (
        (
            "User ID,Email,Company name,Plan,MRR,Unsubscribed from Emails,Has hard bounced,Churned at,Reason\n"
            "i1,a@a.example,Acme,Pro,49,false,false,2026-05-04,slow\n"
            "i2,b@b.example,Beta,Pro,49,true,false,2026-05-04,slow\n"
            "i3,c@c.example,Gamma,Pro,49,false,true,2026-05-04,slow\n"
        ),
        {"i1": "ready", "i2": "suppressed", "i3": "suppressed"},
    ),
}


@pytest.mark.parametrize("name", EXPORTS)
def test_an_export_as_it_is(name: str) -> None:
    text, expected = EXPORTS[name]
    intake = read_customers(text.encode(), f"{name}.csv", TODAY)
    held = {customer.customer_id: DoNotSend().hold(customer, None) for customer in intake.customers}
    assert {who: hold.code if hold is not None else "ready" for who, hold in held.items()} == expected


@pytest.mark.parametrize("owner", ["owner.email", "Account - Owner email", "Deal owner email", "subscriptions.email"])
def test_the_address_of_a_salesman_is_not_the_customer_s(owner: str) -> None:
    head = f"customer_id,{owner},contact.email,company,plan,mrr,churn_date,reason"
    row = "c1,rep@ours.example,a@a.example,Acme,pro,49,2026-05-04,slow"
    (customer,) = read_customers(f"{head}\n{row}\n".encode(), "crm.csv", TODAY).customers
    assert customer.email == "a@a.example"
