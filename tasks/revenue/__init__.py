"""Revenue: six analyses over a company's warehouse: who may leave, why deals are lost, who grows, who is unwell."""
