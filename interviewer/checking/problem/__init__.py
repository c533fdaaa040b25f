"""What a line may lean on: the problem's typed world, the candidate's own names, the sizes, the conditions in force."""
