"""`python -m bench.people_only`: signing in, lists by what one may see, the size of the matrix (a minute)."""

from bench.place import Place


def main() -> None:
    place = Place()
    try:
        place.open()
        place.serve()
        from bench import signing_in

        print(signing_in.measured(place).text())
    finally:
        place.close()


if __name__ == "__main__":
    main()
