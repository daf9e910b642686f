package io.digitstream.standalone.processes;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders that processes leave behind. */
public final class Folders {
    private Folders() {}

    /** Deletes a folder with all that is in it. */
    public static void delete(Path folder) throws IOException {
        List<Path> innermostFirst;
        try (Stream<Path> files = Files.walk(folder)) {
            innermostFirst = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : innermostFirst) {
            Files.deleteIfExists(file);
        }
    }

    /** Copies the logs that stand in folders of this one to files that are named after these folders. */
    public static void copyLogs(Path folder, Path target) throws IOException {
        Files.createDirectories(target);
        try (DirectoryStream<Path> inside = Files.newDirectoryStream(folder, Files::isDirectory)) {
            for (Path place : inside) {
                try (DirectoryStream<Path> logs = Files.newDirectoryStream(place, "*.log")) {
                    for (Path log : logs) {
                        Path copy = target.resolve(place.getFileName() + "-" + log.getFileName());
                        Files.copy(log, copy, StandardCopyOption.REPLACE_EXISTING);
                    }
                }
            }
        }
    }
}
