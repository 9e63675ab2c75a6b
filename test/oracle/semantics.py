# Runs each program of test/python/semantics/, and test/python/files/reading.py, under CPython 3.11 and writes down the repr of the
# `result` it ends with.
#
#     python3.11 test/oracle/semantics.py        → test/data/semantics.json, test/data/files.json

import contextlib
import io
import json
import sys
from pathlib import Path

TEST = Path(__file__).resolve().parents[1]


def result_of(path):
    namespace = {"__name__": "__main__", "__file__": str(path)}
    with contextlib.redirect_stdout(io.StringIO()):
        exec(compile(path.read_text(), path.name, "exec"), namespace)
    result = namespace["result"]
    # One repr for each item: a difference shows where it is.
    return [repr(item) for item in result]


def main():
    answers = {path.stem: result_of(path) for path in sorted((TEST / "python" / "semantics").glob("*.py"))}
    (TEST / "data" / "semantics.json").write_text(json.dumps(answers, indent=1, ensure_ascii=False) + "\n")
    sys.path.insert(0, str(TEST / "python" / "files"))
    answers_of_files = result_of(TEST / "python" / "files" / "reading.py")
    (TEST / "data" / "files.json").write_text(json.dumps(answers_of_files, indent=1, ensure_ascii=False) + "\n")
    print(f"{len(answers)} programs, {sum(map(len, answers.values()))} results")


if __name__ == "__main__":
    main()
