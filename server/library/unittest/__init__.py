# A model of `unittest`: assertions are not checked, and nothing collects tests.

import contextlib

from _floplens import unknown


class SkipTest(Exception):
    pass


class TestCase:
    def __init__(self, methodName="runTest"):
        self._testMethodName = methodName

    def setUp(self):
        pass

    def tearDown(self):
        pass

    @classmethod
    def setUpClass(cls):
        pass

    @classmethod
    def tearDownClass(cls):
        pass

    def _accept(self, *args, **options):
        pass

    assertEqual = assertNotEqual = assertTrue = assertFalse = assertIs = assertIsNot = assertIsNone = _accept
    assertIsNotNone = assertIn = assertNotIn = assertIsInstance = assertNotIsInstance = assertAlmostEqual = _accept
    assertNotAlmostEqual = assertGreater = assertGreaterEqual = assertLess = assertLessEqual = _accept
    assertListEqual = assertDictEqual = assertTupleEqual = assertSetEqual = assertRegex = addCleanup = fail = _accept

    def assertRaises(self, expected_exception, callable=None, *args, **kwargs):
        return contextlib.suppress(BaseException)

    assertRaisesRegex = assertWarns = assertRaises

    def subTest(self, msg=None, **params):
        return contextlib.nullcontext()

    def skipTest(self, reason):
        raise SkipTest(reason)

    def id(self):
        return self._testMethodName


def skip(reason):
    return lambda test: test


def skipIf(condition, reason):
    return lambda test: test


def skipUnless(condition, reason):
    return lambda test: test


def expectedFailure(test):
    return test


def main(*args, **options):
    pass


def __getattr__(name):
    return unknown(f"unittest.{name} is not modelled")
