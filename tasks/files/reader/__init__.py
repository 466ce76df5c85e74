"""From the bytes of a customer export to customers and rejects. Pure: no I/O, no clock.

`read_customers` is the way in. It is not imported here, because pandas comes with it: 80 MB and 0.3 s for every run,
which only wants to know how a date is written.
"""
