"""Charts as SVG of our own: a bullet, a trend, a spread. Shapes tell what colours tell, and no chart loads anything."""
