"""`python -m bench.uploads_only`: only photographs of ten megabytes, in a place of its own (a minute)."""

from bench.place import Place


def main() -> None:
    place = Place()
    try:
        place.open()
        place.serve()
        from bench import uploads

        print(uploads.measured(place).text())
    finally:
        place.close()


if __name__ == "__main__":
    main()
