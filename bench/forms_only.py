"""`python -m bench.forms_only`: only the forms engine, in a place of its own (half a minute)."""

from bench.place import Place


def main() -> None:
    place = Place()
    try:
        place.open()
        from bench import forms

        figures = forms.measured()
        for one in figures:
            print(f"{one.name:<44} median {one.median * 1000:.2f} ms, p95 {one.p95 * 1000:.2f} ms")
        for target in forms.targets(figures):
            print(f"{target.name:<44} ≤ {target.wanted:g} {target.unit}: {target.reached:.4g}")
    finally:
        place.close()


if __name__ == "__main__":
    main()
