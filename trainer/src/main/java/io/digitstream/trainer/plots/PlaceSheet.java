package io.digitstream.trainer.plots;

import io.digitstream.recognizer.image.Box;
import io.digitstream.recognizer.sequence.Candidate;
import io.digitstream.trainer.evaluation.Outcome;
import io.digitstream.trainer.evaluation.Place;
import io.digitstream.trainer.evaluation.WholeEvaluation;
import io.digitstream.trainer.photos.LabeledPhoto;
import io.digitstream.trainer.sheets.ContactSheet;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Photos with the place where their number was read and the place where it is, those that overlap least first. */
final class PlaceSheet {
    private static final int COLUMNS = 6;
    private static final int SHOWN = 60;
    private static final int TILE_WIDTH = 240;
    private static final int TILE_HEIGHT = 150;

    private PlaceSheet() {}

    static ContactSheet of(String subject, WholeEvaluation evaluation, List<LabeledPhoto> photos) {
        List<Place> places = evaluation.places();
        List<Integer> worst = IntStream.range(0, places.size())
                .boxed()
                .sorted(Comparator.comparingDouble(photo -> places.get(photo).overlap()))
                .limit(SHOWN)
                .toList();
        String title = "Found (orange) and true (blue), %d of %d, least overlap first: %s"
                .formatted(worst.size(), places.size(), subject);
        ContactSheet sheet = new ContactSheet(title, COLUMNS, TILE_WIDTH, TILE_HEIGHT);
        for (int photo : worst) {
            Outcome outcome = evaluation.evaluation().outcomes().get(photo);
            sheet.add(marked(photos.get(photo).image(), places.get(photo)), captions(outcome, places.get(photo)));
        }
        return sheet;
    }

    private static List<String> captions(Outcome outcome, Place place) {
        Candidate best = outcome.reading().best();
        return List.of(
                "%s, read as %s".formatted(MisreadSheet.text(outcome.label()), MisreadSheet.text(best)),
                "IoU %s, %s sure, %s"
                        .formatted(
                                PlotStyle.percent(place.overlap()),
                                PlotStyle.percent(outcome.confidence()),
                                outcome.file()));
    }

    /** Enlarged or reduced to the tile first, so that all lines are equally thin. */
    private static BufferedImage marked(BufferedImage photo, Place place) {
        double scale = Math.min((double) TILE_WIDTH / photo.getWidth(), (double) TILE_HEIGHT / photo.getHeight());
        BufferedImage marked = new BufferedImage(
                (int) Math.max(8, Math.round(scale * photo.getWidth())),
                (int) Math.max(8, Math.round(scale * photo.getHeight())),
                BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = marked.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.drawImage(photo, 0, 0, marked.getWidth(), marked.getHeight(), null);
        graphics.setStroke(new BasicStroke(2));
        draw(graphics, place.truth().scaled(scale, scale, 0, 0), PlotStyle.BLUE);
        draw(graphics, place.found().scaled(scale, scale, 0, 0), PlotStyle.ORANGE);
        graphics.dispose();
        return marked;
    }

    private static void draw(Graphics2D graphics, Box box, Color color) {
        graphics.setColor(color);
        graphics.draw(new Rectangle2D.Double(box.left(), box.top(), box.width(), box.height()));
    }
}
