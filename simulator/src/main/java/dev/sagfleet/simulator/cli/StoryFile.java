package dev.sagfleet.simulator.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Where the lines of a rehearsal go: all of them into a file, those of one subject before a person. */
final class StoryFile implements AutoCloseable {
    private final @Nullable Writer all;
    private final Optional<String> subject;
    private final PrintWriter out;

    /**
     * Makes the file, over one that is there.
     *
     * @throws IOException if it cannot be made
     */
    StoryFile(Optional<Path> file, Optional<String> subject, PrintWriter out) throws IOException {
        all = file.isEmpty()
                ? null
                : new BufferedWriter(new OutputStreamWriter(
                        new GZIPOutputStream(Files.newOutputStream(file.get())), StandardCharsets.UTF_8));
        this.subject = subject.map(serial -> ' ' + serial + ' ');
        this.out = out;
    }

    void add(String line) {
        if (all != null) {
            try {
                all.write(line);
                all.write('\n');
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        if (subject.filter(line::contains).isPresent()) {
            out.println(line);
        }
    }

    @Override
    public void close() throws IOException {
        if (all != null) {
            all.close();
        }
    }
}
