package io.digitstream.trainer.audit;

import io.digitstream.recognizer.sequence.Scores;
import io.digitstream.recognizer.sequence.SequenceReader;
import io.digitstream.trainer.photos.LabeledPhoto;
import io.digitstream.trainer.photos.PhotoSet;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Photos in folds: a network trained on all folds but one reads that one, so that no photo is read by a network that learned
 * its label (Northcutt et al. 2021, "Confident learning"). Immutable.
 *
 * @param photos all of them
 * @param folds at least 2
 */
public record CrossFit(PhotoSet photos, int folds) {
    public CrossFit {
        if (folds < 2) {
            throw new IllegalArgumentException("an audit needs at least 2 folds, not " + folds);
        }
    }

    /** Returns the photos of one fold, counted from 0. */
    public PhotoSet fold(int fold) {
        return new PhotoSet(photos.photos().stream()
                .filter(photo -> foldOf(photo.file()) == fold)
                .toList());
    }

    /** Returns the photos of all other folds. */
    public PhotoSet withoutFold(int fold) {
        return new PhotoSet(photos.photos().stream()
                .filter(photo -> foldOf(photo.file()) != fold)
                .toList());
    }

    /** By the file's name, so that a photo stays in its fold; independent of the split into training and validation. */
    private int foldOf(String file) {
        CRC32 hash = new CRC32();
        hash.update(("audit " + file).getBytes(StandardCharsets.UTF_8));
        return (int) (hash.getValue() % folds);
    }

    /**
     * Reads photos.
     *
     * @param scores of each photo, by a network that was not trained on it
     */
    public static List<Suspect> read(PhotoSet photos, List<Scores> scores, SequenceReader reader) {
        List<Suspect> suspects = new ArrayList<>();
        for (int i = 0; i < scores.size(); i++) {
            LabeledPhoto photo = photos.photos().get(i);
            suspects.add(new Suspect(
                    photo,
                    reader.probability(scores.get(i), photo.label()),
                    reader.read(scores.get(i)).best()));
        }
        return suspects;
    }
}
