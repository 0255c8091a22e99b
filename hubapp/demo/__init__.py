"""The made-up town that shows the site, and rehearsals that try the matcher on a real one."""
