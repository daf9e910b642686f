package io.digitstream.standalone;

import picocli.CommandLine.Command;

/** Benchmarks, one a subcommand. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures how fast images are read, and how well.",
        subcommands = {
            BenchEnginesCommand.class,
            BenchPipelineCommand.class,
            BenchLatencyCommand.class,
            BenchMemoryCommand.class,
            BenchScaleCommand.class,
            BenchPathCommand.class,
            BenchStepsCommand.class
        })
final class BenchCommand {}
