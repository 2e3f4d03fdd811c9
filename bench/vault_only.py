"""`python -m bench.vault_only`: only the store of papers, in a place of its own (half a minute)."""

from bench.place import Place


def main() -> None:
    place = Place()
    try:
        place.open()
        from bench import vault

        figures = vault.measured()
        for one in figures:
            asked = f"{one.statements} statements"
            print(f"{one.name:<44} median {one.median * 1000:.2f} ms, p95 {one.p95 * 1000:.2f} ms, {asked}")
        for target in vault.targets(figures):
            print(f"{target.name:<54} ≤ {target.wanted:g} {target.unit}: {target.reached:.3g}")
    finally:
        place.close()


if __name__ == "__main__":
    main()
