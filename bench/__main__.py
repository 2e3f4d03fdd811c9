"""`make bench` measures and prints the table; `python -m bench forms people` only those parts;
`python -m bench profile` says where the time goes."""

import sys
import time

from bench.parts import PARTS, measure
from bench.place import Place
from launch.owner import LaunchError
from launch.say import give_up, note, step

PROFILE = "profile"


def main(wanted: list[str]) -> None:
    unknown = [name for name in wanted if name not in (*PARTS, PROFILE)]
    if unknown:
        give_up("Không đo được", f"{unknown[0]}: not one of {', '.join(PARTS)}, {PROFILE}")
    began = time.monotonic()
    place = Place()
    try:
        step("Đo tốc độ", "measuring the real road (some ten minutes; one part: python -m bench forms)")
        note("database and demonstration")
        place.open()
        if PROFILE in wanted:
            from bench import samples

            print(samples.told())
            return
        place.serve()
        parts = measure(wanted, place, note)
        from bench import report

        lasted = time.monotonic() - began
        print(f"\n{report.text(parts)}\n\n{lasted:.0f} s; as JSON: {report.write(parts, lasted)}")
    except LaunchError as error:
        give_up("Không đo được", str(error))
    finally:
        place.close()


if __name__ == "__main__":
    main(sys.argv[1:])
