"""`vigicolis hosts` as a stage of Apache Spark: the same answers as one process.

Optional: needs Java and `pip install pyspark`. Run with
    python3 tests/spark/pipe_test.py target/release/vigicolis
"""

import os
import subprocess
import sys
import unittest

TOOL = os.path.abspath(sys.argv.pop(1)) if len(sys.argv) > 1 else "vigicolis"
PARTITIONS = 4


def feed():
    """Hosts of many kinds, more than a block of the tool holds in one partition."""
    for number in range(40_000):
        yield f"chronopost-colis-{number}.example"
        yield f"boulangerie-{number}.example"
        yield f"not a host {number}"


class Pipe(unittest.TestCase):
    def test_a_pipe_over_partitions_answers_as_one_process(self):
        from pyspark.sql import SparkSession

        lines = list(feed())
        alone = subprocess.run(
            [TOOL, "hosts", "--quiet"],
            input="\n".join(lines) + "\n",
            capture_output=True,
            text=True,
            check=True,
        ).stdout.splitlines()
        spark = (
            SparkSession.builder.master("local[2]")
            .appName("vigicolis")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.host", "127.0.0.1")
            .getOrCreate()
        )
        try:
            # One thread a partition: Spark itself spreads the work over the cores.
            piped = (
                spark.sparkContext.parallelize(lines, PARTITIONS)
                .pipe(f"{TOOL} hosts --quiet --threads 1")
                .collect()
            )
        finally:
            spark.stop()
        self.assertEqual(len(piped), len(lines))
        self.assertEqual(piped, alone)


if __name__ == "__main__":
    unittest.main()
