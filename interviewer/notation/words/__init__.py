"""Words around formulas, one module a way of speaking: what they name, suppose, ascribe or count, as formulas."""
