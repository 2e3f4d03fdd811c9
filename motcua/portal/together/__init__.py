"""Làm hồ sơ cùng nhau: helpers, those who must agree, children, authorisations, dossiers claimed."""
