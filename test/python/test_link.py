"""Join links: where they come from, and that they lead where the script says."""

import json
import os
import subprocess
import sys
import tempfile
import unittest
from unittest import mock

from neatwork import DistributedConfig, NeatworkError, WorkerNode
from neatwork.command import neatwork_command
from neatwork.link import find_link, parse_link, same_machine
from neatwork.population import sentence_in

LINK = "neatwork://join/127.0.0.1:5000?cert=" + "c" * 43 + "&token=" + "t" * 30


class Links(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.home = folder.name
        patch = mock.patch.dict(os.environ, {"NEATWORK_HOME": self.home})
        patch.start()
        self.addCleanup(patch.stop)
        os.environ.pop("NEATWORK_JOIN", None)

    def keep(self, pid, mode=0o600, port=5000):
        os.makedirs(os.path.join(self.home, "masters"), exist_ok=True)
        path = os.path.join(self.home, "masters", f"{port}.json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump({"version": 1, "pid": pid, "port": port, "joinLinks": [LINK]}, file)
        os.chmod(path, mode)

    def test_a_link_is_read(self):
        self.assertEqual(parse_link(f" {LINK}\n")[1:], ("127.0.0.1", 5000))
        ipv6 = parse_link(LINK.replace("127.0.0.1", "[fd00::1]"))
        self.assertEqual(ipv6.host, "fd00::1")
        for text in ("", "http://x", LINK[:20], "neatwork://join/host?token=x"):
            with self.assertRaisesRegex(NeatworkError, "no join link"):
                parse_link(text)

    def test_an_argument_comes_before_the_environment_and_both_may_name_a_file(self):
        other = LINK.replace("5000", "6000")
        path = os.path.join(self.home, "link.txt")
        with open(path, "w", encoding="utf-8") as file:
            file.write(LINK + "\n")
        with mock.patch.dict(os.environ, {"NEATWORK_JOIN": other}):
            self.assertEqual(find_link("localhost", 5000, path).text, LINK)
            self.assertEqual(find_link("localhost", 6000, None).text, other)
        with self.assertRaisesRegex(NeatworkError, "neither a link nor a file"):
            find_link("localhost", 5000, "nowhere.txt")

    def test_a_link_that_leads_elsewhere_is_refused(self):
        with self.assertRaisesRegex(NeatworkError, "leads to 127.0.0.1:5000, and this script's master is localhost:5001"):
            find_link("localhost", 5001, LINK)
        with self.assertRaisesRegex(NeatworkError, "192.0.2.7:5000"):
            find_link("192.0.2.7", 5000, LINK)

    def test_names_of_this_machine_are_the_same(self):
        self.assertTrue(same_machine("localhost", "127.0.0.1"))
        self.assertTrue(same_machine("LOCALHOST", "::1"))
        self.assertFalse(same_machine("localhost", "192.0.2.7"))

    def test_the_masters_own_file_is_used_only_while_it_lives_and_is_closed_to_others(self):
        self.assertIsNone(find_link("localhost", 5000, None))
        self.keep(os.getpid())
        self.assertEqual(find_link("localhost", 5000, None).text, LINK)
        self.assertIsNone(find_link("localhost", 5001, None))
        self.assertIsNone(find_link("192.0.2.7", 5000, None))
        if hasattr(os, "getuid"):
            self.keep(os.getpid(), 0o644)
            self.assertIsNone(find_link("localhost", 5000, None))
        gone = subprocess.Popen([sys.executable, "-c", ""])
        gone.wait()
        self.keep(gone.pid)
        if sys.platform != "win32":
            self.assertIsNone(find_link("localhost", 5000, None))

    def test_a_worker_for_another_machine_needs_a_link(self):
        with self.assertRaisesRegex(NeatworkError, "There is no join link for 192.0.2.7:5000.*NEATWORK_JOIN"):
            WorkerNode("192.0.2.7", 5000, 1, lambda genomes: None).start()

    def test_arguments_are_checked_at_once(self):
        with self.assertRaisesRegex(TypeError, "must be a function"):
            WorkerNode("localhost", 5000, 1, "xor")
        with self.assertRaisesRegex(ValueError, "capacity is 0"):
            WorkerNode("localhost", 5000, 1, print, capacity=0)
        for port in ("abc", 99999, None):
            with self.assertRaisesRegex(ValueError, "master_port is .* must be a number from 1 to 65535"):
                WorkerNode("localhost", port, 1, print)
        for name in ("", "a\nb", "x" * 61):
            with self.assertRaisesRegex(ValueError, "worker_id is .* a name of at most 60 letters"):
                WorkerNode("localhost", 5000, name, print)

    def test_the_guides_defaults(self):
        config = DistributedConfig()
        self.assertEqual(
            (config.host, config.port, config.min_workers, config.heartbeat_interval, config.task_timeout),
            ("0.0.0.0", 5000, 1, 5.0, 300.0),
        )

    def test_the_masters_log_is_read(self):
        self.assertEqual(sentence_in('{"level":"warn","time":"","msg":"Genome 3 failed."}\n'), "warning: Genome 3 failed.")
        self.assertEqual(sentence_in('{"level":"info","time":"","msg":"\\"w\\" left."}\n'), '"w" left.')
        self.assertEqual(sentence_in("Segmentation fault\n"), "Segmentation fault")

    def test_the_command_is_the_one_that_is_named(self):
        with mock.patch.dict(os.environ, {"NEATWORK_COMMAND": "node '/a b/neatwork.js' -x"}):
            self.assertEqual(neatwork_command(), ["node", "/a b/neatwork.js", "-x"])
        with mock.patch.dict(os.environ, {"NEATWORK_COMMAND": "", "PATH": ""}):
            with self.assertRaisesRegex(NeatworkError, "no neatwork command .*pip install -e ./python"):
                neatwork_command()
            with tempfile.TemporaryDirectory() as folder, mock.patch("os.getcwd", return_value=os.path.join(folder, "a")):
                local = os.path.join(folder, "node_modules", ".bin", "neatwork.cmd" if os.name == "nt" else "neatwork")
                os.makedirs(os.path.dirname(local))
                with open(local, "w", encoding="utf-8"):
                    pass
                self.assertEqual(neatwork_command(), [local])


if __name__ == "__main__":
    unittest.main()
