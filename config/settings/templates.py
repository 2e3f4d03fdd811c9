"""Jinja2 renders every page; an undefined variable is an error, never a blank."""

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "motcua.ui.environment.environment",
            "context_processors": [
                "motcua.ui.context.page",
            ],
        },
    },
]
