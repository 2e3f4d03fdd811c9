"""`python -m bench.search_only`: only the search, in a place of its own (a minute)."""

from bench.place import Place


def main() -> None:
    place = Place()
    try:
        place.open()
        from bench import search

        judged = search.measured()
        for one in judged.figures:
            print(f"{one.name:<44} median {one.median * 1000:.2f} ms, p95 {one.p95 * 1000:.2f} ms")
        for target in judged.targets():
            sign = "≤" if target.most else "≥"
            print(f"{target.name:<64}{sign} {target.wanted:g} {target.unit}: {target.reached:.4g}")
        print(judged.text())
    finally:
        place.close()


if __name__ == "__main__":
    main()
