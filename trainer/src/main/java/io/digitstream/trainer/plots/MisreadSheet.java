package io.digitstream.trainer.plots;

import io.digitstream.recognizer.pixels.Pixels;
import io.digitstream.recognizer.sequence.Candidate;
import io.digitstream.trainer.evaluation.Evaluation;
import io.digitstream.trainer.evaluation.Outcome;
import io.digitstream.trainer.sheets.ContactSheet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The most confident wrong readings, as the network saw the photos. */
final class MisreadSheet {
    private static final int COLUMNS = 5;
    private static final int SHOWN = 25;

    private MisreadSheet() {}

    static ContactSheet of(String subject, Evaluation evaluation, List<Pixels> pixels) {
        List<Outcome> outcomes = evaluation.outcomes();
        List<Integer> worst = IntStream.range(0, outcomes.size())
                .filter(photo -> !outcomes.get(photo).right())
                .boxed()
                .sorted(Comparator.comparingDouble(photo -> -outcomes.get(photo).confidence()))
                .toList();
        int shown = Math.min(SHOWN, worst.size());
        String title = "%d of %d misreads, most confident first: %s".formatted(shown, worst.size(), subject);
        ContactSheet sheet = new ContactSheet(title, COLUMNS, 224, 168);
        for (int photo : worst.subList(0, shown)) {
            sheet.add(pixels.get(photo), captions(outcomes.get(photo)));
        }
        return sheet;
    }

    private static List<String> captions(Outcome outcome) {
        return List.of(
                "%s, read as %s"
                        .formatted(text(outcome.label()), text(outcome.reading().best())),
                "%s sure, %s".formatted(PlotStyle.percent(outcome.confidence()), outcome.file()));
    }

    static String text(String label) {
        return label.isEmpty() ? "none" : label;
    }

    static String text(Candidate best) {
        return best.isTooLong() ? ">" + (best.length() - 1) : text(best.digits());
    }
}
