"""What is true on any sewing floor: values and rules, without clock, disk, network or window.

Glossary
--------
workspace   one factory, the tenant.
order       what a client wants; a *lay* is stacked fabric cut for it.
bundle      tied pieces of one size and colour that travel together under one QR ticket.
line        stations in a row; a *station* is a place with a kiosk and belongs to one *department*.
operation   a step of a product type: standard minutes (SMV), a piece rate, its place and what it depends on.
run         one bundle's way through sewing; a *run operation* is one operation of it.
fact        what a person did; never changed, only taken back by a later fact.
fold        a pure function from all facts of a key (a bundle, a person's day) to the rows that show them.
flag        a fact that breaks a rule; kept, counted no further than the rule allows, shown to a supervisor.
tally       pieces and minutes of one hour at one station: what boards add up.
refusal     an answer of the rules (`scanning.No`); *trouble* is the world failing us.
"""
