"""Nộp trực tiếp: a clerk reads the codes of a paper, or types, corrects, scans papers and hands in for who came."""
