"""`make bench` measures and prints the table; `python -m bench profile` says where the time goes."""

import sys
import time

from bench.place import Place
from launch.owner import LaunchError
from launch.say import give_up, note, step


def main() -> None:
    began = time.monotonic()
    place = Place()
    try:
        step("Đo tốc độ", "measuring the real road (a few minutes)")
        note("database and demonstration")
        place.open()
        if sys.argv[1:] == ["profile"]:
            from bench import samples

            print(samples.told())
            return
        from bench import report
        from bench.course import Course

        course = Course(place, note)
        course.run()
        lasted = time.monotonic() - began
        print(f"\n{report.text(course)}\n\n{lasted:.0f} s; as JSON: {report.write(course, lasted)}")
    except LaunchError as error:
        give_up("Không đo được", str(error))
    finally:
        place.close()


if __name__ == "__main__":
    main()
