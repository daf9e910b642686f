package io.digitstream.recognizer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.digitstream.recognizer.pixels.Pixels;
import io.digitstream.recognizer.sequence.Scores;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;

final class Dl4jScorerTest {
    @Test
    void scoresWithAGraphThatIsBeingTrainedAndLeavesItOpen() {
        ComputationGraph graph = Dl4jNetworkTest.drawn(Dl4jNetworkTest.ODD, 1);
        try {
            List<Pixels> images = EngineImages.noise(Dl4jNetworkTest.ODD.input(), 3, 1);
            Scorer over = new Dl4jScorer(graph, Dl4jNetworkTest.ODD.input());
            Scores first = over.score(images).get(2);
            ScoresAssert.requireClose(over.score(images).get(2), first, 0);
            graph.params().muli(0.5);
            assertThat(over.score(images).get(2).head(1)).isNotEqualTo(first.head(1));
        } finally {
            graph.close();
        }
    }
}
