"""Money: what a cell, its header and the columns beside it say, or a question. Amounts are those of a month."""

from datetime import date

import pytest

from schemas.customer import Customer
from schemas.errors import BadInputError
from schemas.reading import Mapping
from tasks.files.reader.read_customers import Intake, read_customers

TODAY = date(2026, 6, 1)
FIXED = {"customer_id": "c1", "email": "a@a.example", "company_name": "Acme", "plan": "pro", "churn_date": "2026-05-04"}


def read(cells: dict[str, list[str]], delimiter: str = ",", mapping: Mapping | None = None) -> Intake:
    """A file with these columns beside the usual ones; the id counts up."""
    count = len(next(iter(cells.values())))
    head = [*FIXED, *cells, "reason"]
    rows = [
        [*(FIXED | {"customer_id": f"c{number}"}).values(), *(column[number] for column in cells.values()), "x"]
        for number in range(count)
    ]
    text = "\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in (head, *rows))
    return read_customers(text.encode(), "any.csv", TODAY, mapping or Mapping())


def one(header: str, cell: str, **others: str) -> Customer:
    intake = read({header: [cell]} | {name: [value] for name, value in others.items()})
    assert not intake.rejects, intake.rejects
    return intake.customers[0]


def question(cells: dict[str, list[str]], delimiter: str = ",") -> str:
    with pytest.raises(BadInputError) as asked:
        read(cells, delimiter)
    return str(asked.value)


# Cells. Kinds met in bug reports of budgeting and invoicing tools: grouped thousands, Swiss and Indian groups, signs
# behind the number, short forms, currencies on either side.
@pytest.mark.parametrize(
    ("cell", "amount", "currency"),
    [
        ("$1,299.00", 1299, "USD"), ("1.299,00 €", 1299, "EUR"), ("€1.299,00", 1299, "EUR"), ("1 299,50 EUR", 1299.5, "EUR"),
        ("1\u00a0299,50 €", 1299.5, "EUR"), ("1\u202f299,50 €", 1299.5, "EUR"), ("1\u2009299,50 €", 1299.5, "EUR"),
        ("CHF 1'299.–", 1299, "CHF"), ("CHF 1’299.50", 1299.5, "CHF"), ("Fr. 1'299.-", 1299, "CHF"), ("49,- €", 49, "EUR"),
        ("1.299.000,00 €", 1_299_000, "EUR"), ("₹1,23,456", 123_456, "INR"), ("₹ 12,34,567.50", 1_234_567.5, "INR"),
        ("Rs. 1,23,456.00", 123_456, "INR"), ("1.5k", 1500, "USD"), ("$2M", 2_000_000, "USD"), ("1,5 Tsd. €", 1500, "EUR"),
        ("€2.3m", 2_300_000, "EUR"), ("12 TEUR", 12_000, "EUR"), ("k€", None, ""), ("12 k€", 12_000, "EUR"), ("2 crore", 2e7, "USD"),
        ("₹1.5 lakh", 150_000, "INR"), ("4,900円", 4900, "JPY"), ("￥4,900", 4900, "JPY"), ("¥4,900", 4900, "JPY"),
        ("４９００円", 4900, "JPY"), ("299元", 299, "CNY"), ("RMB 299", 299, "CNY"), ("199,00 zł", 199, "PLN"),
        ("1 299 Kč", 1299, "CZK"), ("R$ 1.299,00", 1299, "BRL"), ("R$49,90", 49.9, "BRL"), ("A$49", 49, "AUD"), ("C$49", 49, "CAD"),
        ("US$ 49", 49, "USD"), ("49 US dollars", 49, "USD"), ("49 euros", 49, "EUR"), ("12 990 Ft", 12_990, "HUF"),
        ("49/mo", 49, "USD"), ("$49 /month", 49, "USD"), ("49 EUR pro Monat", 49, "EUR"), ("49 € mtl.", 49, "EUR"),
        ("588 per year", 49, "USD"), ("€588 p.a.", 49, "EUR"), ("$588/yr", 49, "USD"), ("588 annually", 49, "USD"),
        ("147 per quarter", 49, "USD"), ("$147/qtr", 49, "USD"), ("294 half-yearly", 49, "USD"), ("$12 per week", 52, "USD"),
        ("+49", 49, "USD"), ("0049", 49, "USD"), ("4.9e1", 49, "USD"), ("٤٩", 49, "USD"), ("\u200e49.00", 49, "USD"),
        ("49.00-", None, ""), ("(49.00)", None, ""), ("-49", None, ""), ("$12/user/mo", None, ""), ("3 months", None, ""),
        ("call us", None, ""), ("1,0,00", None, ""), ("12-34", None, ""), ("49 or 59", None, ""), ("5T", None, ""),
    ],
)  # fmt: skip
def test_a_cell_is_an_amount_or_a_reject(cell: str, amount: float | None, currency: str) -> None:
    intake = read({"mrr": [cell]})
    if amount is None:
        assert [reject.value for reject in intake.rejects] == [cell]
    else:
        assert [(customer.mrr, customer.currency) for customer in intake.customers] == [(amount, currency)]


# Headers of CRM and billing exports, with what they say of unit and period.
@pytest.mark.parametrize(
    ("header", "cell", "amount"),
    [
        ("mrr", "4900", 4900), ("MRR (cents)", "4900", 49), ("mrr_cents", "4900", 49), ("MRR in cents", "4900", 49),
        ("mrr_in_cents", "4900", 49), ("Monthly Amount [ct]", "4900", 49), ("MRR (pence)", "4900", 49), ("MRR [¢]", "4900", 49),
        ("MRR (minor units)", "4900", 49), ("MRR (k€)", "4.9", 4900), ("MRR (k$)", "4.9", 4900), ("MRR in TEUR", "4,9", 4900),
        ("MRR (in thousands)", "4.9", 4900), ("MRR (€ '000)", "4.9", 4900), ("MRR (USD, thousands)", "4.9", 4900),
        ("MRR (M€)", "1.2", 1_200_000), ("MRR in lakhs", "1.5", 150_000), ("MRR (k€)", "4.9k", 4900),
        ("Amount", "49", 49), ("Amount (annual)", "588", 49), ("Amount (yearly)", "588", 49), ("Annual Amount", "588", 49),
        ("ARR", "588", 49), ("ARR (k€)", "0.588", 49), ("arr_cents", "58800", 49), ("Annual Recurring Revenue", "588", 49),
        ("Annual Contract Value", "588", 49), ("Annual fee", "588", 49),
        ("Amount per quarter", "147", 49), ("Quarterly amount", "147", 49), ("Amount (half-yearly)", "294", 49),
        ("Amount per week", "12", 52), ("Betrag pro Jahr", "588", 49),
        ("Betrag pro Quartal", "147", 49), ("Montant annuel", "588", 49), ("Importe anual", "588", 49), ("Importo annuale", "588", 49),
        ("Monthly price, billed annually", "49", 49), ("Amount (annual)", "49/mo", 49), ("Price per month", "588/yr", 49),
    ],
)  # fmt: skip
def test_a_header_says_unit_and_period(header: str, cell: str, amount: float) -> None:
    assert one(header, cell).mrr == amount


@pytest.mark.parametrize("header", ["Price", "Annual Revenue", "Revenue", "Fee", "Plan Amount"])
def test_an_amount_of_nobody_knows_what_is_asked_about(header: str) -> None:
    assert "has no column 'mrr'" in question({header: ["588"]})


# Columns beside `Amount`. Stripe writes Interval and Interval Count; Chargebee billing_period with its unit; Recurly
# plan_interval_length and plan_interval_unit; Paddle billing_cycle_interval and _frequency; HubSpot ISO durations and
# words like per_six_months; Salesforce CPQ and Zuora words like Semi-Annual; Kill Bill Biennial.
@pytest.mark.parametrize(
    ("columns", "amount"),
    [
        ({"Interval": "month"}, 588), ({"Interval": "year"}, 49), ({"Interval": "quarter"}, 196), ({"Interval": "week"}, 2548),
        ({"Interval": "day"}, 17_885), ({"billing_interval": "Annual"}, 49), ({"Billing Frequency": "Annually"}, 49),
        ({"Billing Frequency": "Semiannual"}, 98), ({"Billing Frequency": "per_six_months"}, 98),
        ({"Recurring billing frequency": "per_two_years"}, 24.5), ({"Recurring billing period": "P12M"}, 49),
        ({"Recurring billing period": "P1Y"}, 49), ({"Billing Period": "Quarter"}, 196), ({"Billing Period": "Semi-Annual"}, 98),
        ({"Billing Period": "BIENNIAL"}, 24.5), ({"billing_cycle": "every 3 months"}, 196), ({"billing_cycle": "12 months"}, 49),
        ({"billing_period": "1", "billing_period_unit": "year"}, 49), ({"billing_period": "6", "billing_period_unit": "month"}, 98),
        ({"Interval": "month", "Interval Count": "3"}, 196), ({"Interval": "year", "Interval Count": "1"}, 49),
        ({"plan_interval_unit": "months", "plan_interval_length": "12"}, 49),
        ({"billing_cycle_interval": "month", "billing_cycle_frequency": "12"}, 49), ({"billing_period": "12"}, 49),
        ({"Abrechnungszeitraum": "jährlich"}, 49), ({"Zahlungsweise": "vierteljährlich"}, 196), ({"Laufzeit": "12 Monate"}, 49),
        ({"Fréquence": "annuel"}, 49), ({"Periodicidad": "anual"}, 49), ({"Frequenza": "trimestrale"}, 196),
        ({"Period": "2026-05"}, 588), ({"Frequency": "often"}, 588), ({"Interval": ""}, 588), ({"Term": "Net 30"}, 588),
    ],
)  # fmt: skip
def test_a_column_says_how_often_an_amount_is_paid(columns: dict[str, str], amount: float) -> None:
    assert one("Amount", "588", **columns).mrr == amount


@pytest.mark.parametrize(
    ("columns", "amount"),
    [
        ({"Term": "Annual"}, 49), ({"Billing": "yearly"}, 49), ({"Plan period": "Quarterly"}, 196), ({"Term": "12 months"}, 49),
        ({"Contract Term": "Annual"}, 49), ({"Billed": "annually"}, 49), ({"Payment schedule": "Quarterly"}, 196),
        ({"Cadence": "Yearly"}, 49), ({"Payment terms": "Annual prepaid"}, 49), ({"Term": "Monthly"}, 588), ({"Term": "Net 30"}, 588),
        ({"Renewal": "yearly"}, 49), ({"Contract length": "2 years"}, 24.5), ({"Vertragslaufzeit": "24 Monate"}, 24.5),
        ({"Abrechnung": "jährlich"}, 49), ({"Zahlungsrhythmus": "quartalsweise"}, 196), ({"Facturation": "annuelle"}, 49),
        ({"Facturación": "trimestral"}, 196), ({"Fatturazione": "annuale"}, 49), ({"Periodicidade": "anual"}, 49),
        ({"Facturatie": "jaarlijks"}, 49), ({"Option": "Annual"}, 49), ({"How they pay": "billed yearly"}, 49),
        ({"Subscription (interval)": "semi-annual"}, 98), ({"Payment terms": "due on receipt"}, 588),
        ({"Login frequency": "Weekly"}, 588), ({"Report cadence": "monthly"}, 588), ({"QBR": "Quarterly"}, 588),
        ({"Billing": "Stripe"}, 588), ({"Renewal": "2027-05-01"}, 588), ({"Term": "spring"}, 588),
        ({"State": "PA"}, 588), ({"Shift": "PM"}, 588), ({"Marital status": "Single"}, 588),
    ],
)  # fmt: skip
def test_a_term_beside_an_amount_divides_it(columns: dict[str, str], amount: float) -> None:
    assert one("Amount", "588", **columns).mrr == amount


@pytest.mark.parametrize(
    ("plan", "amount"),
    [("Pro Annual", 49), ("Pro (yearly)", 49), ("pro-quarterly", 196), ("Pro - Monthly", 588), ("Pro", 588)],
)
def test_a_plan_can_say_its_period(plan: str, amount: float) -> None:
    rows = f"customer_id,email,company,plan,Amount,churn_date,reason\nc1,a@a.example,A,{plan},588,2026-05-04,x\n"
    intake = read_customers(rows.encode(), "any.csv", TODAY, Mapping(tiers={"pro-quarterly": "growth"}))
    assert [customer.mrr for customer in intake.customers] == [amount]


@pytest.mark.parametrize("header", ["MRR", "Monthly amount", "mrr_usd", "Last MRR", "Price per month", "Monatsumsatz"])
@pytest.mark.parametrize("column", ["Term", "Billing", "Plan period", "Option"])
def test_a_month_s_amount_is_one_whatever_the_term_says(header: str, column: str) -> None:
    assert one(header, "49", **{column: "Annual"}).mrr == 49


def test_an_interval_does_not_touch_what_is_a_month_s_already() -> None:
    assert one("MRR", "49", Interval="year").mrr == 49
    assert one("Monthly amount", "49", Interval="year").mrr == 49
    assert one("Amount", "49/mo", Interval="year").mrr == 49
    assert one("Amount (annual)", "588", Interval="month").mrr == 49


@pytest.mark.parametrize("paid", ["", "one-time", "lifetime", "foo"])
def test_an_amount_that_does_not_come_again_is_not_known(paid: str) -> None:
    intake = read({"Amount": ["588", "588", "588"], "Interval": ["year", "month", paid]})
    assert [customer.mrr for customer in intake.customers] == [49, 588, None]
    assert intake.doubts[-1] == "mrr: not known, nothing says how often it is paid: 1 cell, the first in line 4"


@pytest.mark.parametrize(
    ("cells", "delimiter", "amount"),
    [
        ({"MRR (EUR)": ["1.299", "799"]}, ",", 1299), ({"MRR": ["1.299", "799"], "currency": ["EUR", "EUR"]}, ",", 1299),
        ({"MRR": ["1.299 €", "799 €"]}, ",", 1299), ({"MRR": ["R$ 1.299", "R$ 799"]}, ",", 1299), ({"MRR": ["1.299", "799"]}, ";", 1299),
        ({"MRR": ["1.299", "49,90"]}, ",", 1299), ({"MRR": ["1.299", "12.345.678"]}, ",", 1299), ({"MRR": ["1.299", "49.90"]}, ",", 1.299),
        ({"MRR": ["1.299", "799"], "total_spent": ["49,90", "12"]}, ",", 1299),
        ({"MRR": ["1.299", "799"], "total_spent": ["49.90", "12"]}, ",", 1.299), ({"MRR (USD)": ["1.299", "49.90"]}, ",", 1.299),
        ({"MRR (USD)": ["1.299", "12.345.678"]}, ",", 1299), ({"MRR (USD)": ["1.299", "1,049.90"]}, ",", 1.299),
        ({"MRR (USD)": ["1.299", "1.049,90"]}, ",", 1299), ({"MRR (USD)": ["1.299", "49,9"]}, ",", 1299),
        ({"MRR (GBP)": ["1.299", "12.5"]}, ",", 1.299), ({"MRR": ["USD 1.299", "USD 49.00"]}, ",", 1.299),
        ({"MRR": ["1.299", "1299.000"]}, ",", 1.299), ({"MRR": ["1.299", "0.125"]}, ",", 1.299),
        ({"MRR (USD)": ["1,299", "799"]}, ",", 1299), ({"MRR": ["$1,299", "799"]}, ",", 1299), ({"MRR": ["1,299", "49.90"]}, ",", 1299),
        ({"MRR": ["1,299", "799"], "currency": ["GBP", "GBP"]}, ",", 1299), ({"MRR": ["1,299", "12,345,678"]}, ",", 1299),
        ({"MRR": ["1,299", "799"], "total_spent": ["49.90", "12"]}, ",", 1299), ({"MRR": ["¥1,299", "799"]}, ",", 1299),
        ({"MRR": ["1,299", "49,90"]}, ";", 1.299), ({"MRR (EUR)": ["1,299", "2,049.00"]}, ",", 1299),
    ],
)  # fmt: skip
def test_what_a_point_is_the_column_the_currency_or_the_delimiter_decides(
    cells: dict[str, list[str]], delimiter: str, amount: float
) -> None:
    assert read(cells, delimiter).customers[0].mrr == amount


@pytest.mark.parametrize(
    ("cells", "delimiter"),
    [
        ({"mrr": ["1.299", "799"]}, ","), ({"mrr": ["$1.299", "$799"]}, ","), ({"mrr": ["1.299", "799"]}, "\t"),
        ({"MRR (USD)": ["1.299", "799"]}, ";"), ({"mrr": ["1.299", "2.499"], "currency": ["USD", "EUR"]}, ","),
        ({"mrr": ["1.299", "49,90", "49.90"]}, ","), ({"MRR (USD)": ["1.299", "799"]}, ","),
        ({"mrr": ["1.299", "799"], "currency": ["USD", "USD"]}, ","), ({"mrr": ["1.299", "2.499"], "currency": ["GBP", "GBP"]}, ","),
        ({"MRR": ["USD 1.299", "USD 799"]}, ","),
    ],
)  # fmt: skip
def test_a_point_that_nothing_decides_is_asked_about(cells: dict[str, list[str]], delimiter: str) -> None:
    assert "can be 1299 or 1.299; say which with `decimal: ','`" in question(cells, delimiter)
    for mark, amount in ((",", 1299), (".", 1.299)):
        assert read(cells, delimiter, Mapping(decimal=mark)).customers[0].mrr == amount


@pytest.mark.parametrize(
    ("cells", "delimiter"),
    [
        ({"mrr": ["1,299", "799"]}, ","), ({"mrr": ["1,299", "799"]}, ";"), ({"MRR (EUR)": ["1,299", "799"]}, ","),
        ({"mrr": ["€1,299", "€799"]}, ","), ({"mrr": ["1,299", "799"], "currency": ["SEK", "SEK"]}, "\t"),
        ({"mrr": ["1,299", "2,499"], "currency": ["USD", "EUR"]}, ","), ({"mrr": ["1,299", "49,90", "49.90"]}, ","),
        ({"mrr": ["1,299 / month", "799"]}, ","), ({"mrr": ["1,299", "12"], "total_spent": ["4,700", "12"]}, ","),
    ],
)  # fmt: skip
def test_a_comma_that_nothing_decides_is_asked_about(cells: dict[str, list[str]], delimiter: str) -> None:
    assert "can be 1299 or 1.299; say which with `decimal: ','`" in question(cells, delimiter)
    for mark, amount in ((".", 1299), (",", 1.299)):
        assert amount in {customer.mrr for customer in read(cells, delimiter, Mapping(decimal=mark)).customers}


DIVIDED = (
    "mrr: divided by the months that 'Term' says; `amounts_for: month` in a --mapping file leaves it whole: "
    "1 cell, the first in line 2"
)


@pytest.mark.parametrize(
    ("given", "amounts", "said"),
    [
        (None, [49, 49], DIVIDED),
        ("month", [588, 49], None), ("quarter", [196, 16.33], None), ("year", [49, 4.08], None),
    ],
)  # fmt: skip
def test_what_a_term_divides_is_said_and_can_be_decided(
    given: str | None, amounts: list[float], said: str | None
) -> None:
    intake = read({"Amount": ["588", "49"], "Term": ["Annual", "Monthly"]}, mapping=Mapping(amounts_for=given))
    assert [customer.mrr for customer in intake.customers] == amounts
    assert intake.doubts == ((said,) if said else ())


def test_what_a_header_or_a_cell_says_is_nearer_than_the_mapping() -> None:
    mapping = Mapping(amounts_for="month")
    assert read({"Amount (annual)": ["588"]}, mapping=mapping).customers[0].mrr == 49
    assert read({"Amount": ["588 per year"]}, mapping=mapping).customers[0].mrr == 49


@pytest.mark.parametrize(
    ("cell", "stated", "currency"),
    [
        ("$49", "CAD", "CAD"), ("$49", "AUD", "AUD"), ("$49", "usd", "USD"), ("¥2,999", "CNY", "CNY"), ("¥2,999", "JPY", "JPY"),
        ("$49", "MXN", "MXN"), ("kr 499", "NOK", "NOK"), ("499 kr.", "DKK", "DKK"), ("Rs 499", "PKR", "PKR"), ("元 499", "TWD", "TWD"),
        ("$49", "", "USD"), ("€49", "USD", "EUR"), ("49", "Euro", "EUR"), ("49", "€", "EUR"), ("49", "US Dollar", "USD"),
        ("49", "GBP - British Pound", "GBP"), ("49 CAD", "USD", "CAD"), ("49", "n/a", "USD"),
    ],
)  # fmt: skip
def test_a_sign_of_several_currencies_yields_to_the_column(cell: str, stated: str, currency: str) -> None:
    assert one("mrr", cell, currency=stated).currency == currency


def test_a_sign_yields_to_the_header_and_to_the_mapping() -> None:
    assert one("MRR (CAD)", "$49").currency == "CAD"
    assert read({"mrr": ["$49"]}, mapping=Mapping(currency="AUD")).customers[0].currency == "AUD"
    assert read({"mrr": ["49 kr"]}, mapping=Mapping(currency="NOK")).customers[0].currency == "NOK"
    assert "kr can be SEK, NOK or DKK" in question({"mrr": ["49 kr"]})
    assert "kr can be SEK, NOK or DKK" in question({"MRR (kr)": ["49"]})


def test_an_amount_of_an_unknown_currency_is_not_known() -> None:
    intake = read({"mrr": ["49", "59"], "currency": ["marbles", "EUR"]})
    assert [(customer.mrr, customer.currency) for customer in intake.customers] == [(None, "USD"), (59, "EUR")]
    assert intake.doubts == ("currency: no currency, so the amounts are not known: 1 cell, the first in line 2",)


@pytest.mark.parametrize(("header", "total"), [("total_spent", 100), ("Total Spent (cents)", 1), ("LTV (k€)", 100_000)])
def test_a_total_has_units_but_no_period(header: str, total: float) -> None:
    assert one("Amount (annual)", "588", **{header: "100"}).total_spent == total


@pytest.mark.parametrize("cell", ["a lot", "inf", "-20.00", "(20.00)", "20-"])
def test_a_total_that_is_none_is_not_known_and_costs_nobody(cell: str) -> None:
    intake = read({"mrr": ["49"], "total_spent": [cell]})
    assert intake.customers[0].total_spent is None
    assert [doubt.partition(":")[0] for doubt in intake.doubts] == ["total_spent"]


@pytest.mark.parametrize(
    ("cell", "amount", "currency"),
    [
        ("CN¥4,900", 4900, "CNY"), ("4900 руб.", 4900, "RUB"), ("R4,900.00", 4900, "ZAR"), ("Mex$ 499", 499, "MXN"),
        ("KWD 49.900", 49.9, "KWD"), ("49.900 BHD", 49.9, "BHD"), ("1,299.500 OMR", 1299.5, "OMR"), ("'49", 49, "USD"),
        ("QAR 499", 499, "QAR"), ("MAD 499", 499, "MAD"),
    ],
)  # fmt: skip
def test_a_currency_of_any_place_is_known(cell: str, amount: float, currency: str) -> None:
    found = one("MRR", cell)
    assert (found.mrr, found.currency) == (amount, currency)


@pytest.mark.parametrize(
    ("header", "currency", "amount"),
    [
        ("MRR (cents)", "JPY", 4900),
        ("mrr_cents", "KWD", 4.9),
        ("MRR (minor units)", "EUR", 49),
        ("mrr_cents", "KRW", 4900),
    ],
)
def test_a_currency_without_cents_has_none(header: str, currency: str, amount: float) -> None:
    found = one(header, "4900", Currency=currency)
    assert (found.mrr, found.currency) == (amount, currency)


def test_pence_are_pounds() -> None:
    found = one("MRR (pence)", "4900")
    assert (found.mrr, found.currency) == (49, "GBP")


@pytest.mark.parametrize(
    ("period", "interval", "amount"), [("year", "1", 49), ("month", "3", 196), ("month", "1", 588), ("year", "2", 24.5)]
)
def test_a_unit_of_words_counts_before_the_numbers_beside_it(period: str, interval: str, amount: float) -> None:
    columns = {"order_total": "588", "billing_interval": interval, "billing_period": period}
    intake = read({name: [cell] for name, cell in columns.items()})
    assert intake.customers[0].mrr == amount
