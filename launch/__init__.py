"""Starts Motcua on one machine: installs, builds assets, runs PostgreSQL and the processes. Knows no business."""
