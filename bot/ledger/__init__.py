"""What every surface shows of who stands where: rows, cells, disagreements, figures; from the stored positions."""
