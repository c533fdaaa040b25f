"""How good are the checker and the judges? Labelled lines and answers, judged over all cores and counted."""
