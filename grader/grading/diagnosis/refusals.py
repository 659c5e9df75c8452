"""Names what the sandbox refused: other processes, files, the keyboard, the network.

Pure. A refusal comes to the student's code as an OSError or EOFError somewhere inside a library; which one it was is
told from the error and from what the file uses.
"""

from __future__ import annotations

import re

_PROCESSES = (
    (r"num_workers\s*=\s*[1-9]", "exercises run without other processes: use num_workers=0"),
    (r"multiprocess|ProcessPoolExecutor|joblib|\bPool\(", "exercises run without other processes: do it in a loop"),
    (r"subprocess|os\.(?:system|popen|fork|exec|spawn)", "exercises run without other programs: leave that line out"),
)
_NETWORK = r"urllib|requests|socket|urlopen|download\s*=\s*True|wget|gdown|load_state_dict_from_url|http"
_NETWORK_ERRORS = ("URLError", "gaierror", "ConnectionError", "ConnectionRefusedError", "HTTPError", "timeout")
_OF_FILES = ("FileNotFoundError", "PermissionError", "IsADirectoryError", "NotADirectoryError", "OSError")


def _name_of(message: str) -> str:
    found = re.findall(r"'([^']*)'|^(\S+) not found", message)
    names = [next(filter(None, pair), "") for pair in found]
    return names[0].replace("\\", "/").rstrip("/").rpartition("/")[2] if names else ""


def refusal(error: str, message: str, source: str) -> str:
    """Return the sentence for an error that the sandbox caused, else nothing. `source` is the student's file."""
    if error == "EOFError" and "reading a line" in message:
        return "nobody types anything while this is graded: leave input() out, the arguments bring the numbers"
    if error in _NETWORK_ERRORS or (error in _OF_FILES and not _name_of(message) and re.search(_NETWORK, source)):
        return "exercises run without a network: nothing can be downloaded"
    if error in ("PermissionError", "BlockingIOError", "OSError", "RuntimeError"):
        for pattern, said in _PROCESSES:
            if re.search(pattern, source) and (not _name_of(message) or "/dev/shm" in message):
                return said
    if error == "RuntimeError" and "DataLoader worker" in message:
        return _PROCESSES[0][1]
    if error in _OF_FILES and re.search(_NETWORK, source) and "download" in message.lower():
        return "exercises run without a network: nothing can be downloaded"
    if error in _OF_FILES and "site-packages" not in message:
        return _of_a_file(error, message)
    return ""


def _of_a_file(error: str, message: str) -> str:
    name = _name_of(message)
    if error == "OSError" and not name:
        return ""
    if not name:
        return "exercises run without other processes, files and network: this line asks for one of them"
    return f"{name} is not there while this is graded, only this one file is: write what you need into it"
