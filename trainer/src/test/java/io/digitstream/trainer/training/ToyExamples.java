package io.digitstream.trainer.training;

import io.digitstream.recognizer.network.Architecture;
import io.digitstream.recognizer.network.ConvolutionBlock;
import io.digitstream.recognizer.pixels.InputShape;
import io.digitstream.recognizer.pixels.Pixels;
import io.digitstream.trainer.examples.Example;
import io.digitstream.trainer.examples.ExampleSource;
import io.digitstream.trainer.examples.Mix;
import java.util.List;
import java.util.SplittableRandom;

/** Something that a very small network learns in seconds: a bright spot at one of four places stands for a number. */
final class ToyExamples implements ExampleSource<Example> {
    static final Architecture NETWORK =
            new Architecture(new InputShape(8, 8), List.of(new ConvolutionBlock(4, 3, true)), 3, 16, 5);

    static final Objective OBJECTIVE = new Objective(new LossCombination.Sum(), 0, AbsentDigits.LEARN);

    static ReadingTrainee trainee(double dropout) {
        return new ReadingTrainee(NETWORK, OBJECTIVE, dropout);
    }

    static TrainingPlan plan(int replicas) {
        Schedule schedule = new Schedule(320, 32, new Optimization(0.01, 0.05, 5, 0.9, replicas), 1);
        return new TrainingPlan(trainee(0), null, schedule, new Mix(0, 0));
    }

    private static final List<String> NUMBERS = List.of("", "7", "42", "123456");

    @Override
    public Example example(long index) {
        SplittableRandom random = new SplittableRandom(index);
        byte[] values = new byte[NETWORK.input().size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) random.nextInt(60);
        }
        int place = random.nextInt(NUMBERS.size());
        for (int i = 0; i < 9; i++) {
            int x = place % 2 * 4 + i % 3;
            int y = place / 2 * 4 + i / 3;
            values[y * 8 + x] = (byte) 230;
        }
        return new Example(new Pixels(NETWORK.input(), values), NUMBERS.get(place));
    }
}
