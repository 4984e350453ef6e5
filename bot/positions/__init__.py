"""Articles to statements to positions: who said what on which issue, with which stance."""
