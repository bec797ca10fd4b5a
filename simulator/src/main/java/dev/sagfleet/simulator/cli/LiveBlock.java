package dev.sagfleet.simulator.cli;

import dev.sagfleet.simulator.text.TerminalBlock;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;

/**
 * Lines at the end of a terminal that are written over when there is news. What is logged meanwhile comes above
 * them: until this is closed, standard error goes through it. Safe for many threads.
 */
final class LiveBlock implements AutoCloseable {
    private final PrintWriter out;
    private final PrintStream errors = System.err;
    private String shown = "";

    LiveBlock(PrintWriter out) {
        this.out = out;
        System.setErr(new PrintStream(new Lines(), true, Charset.defaultCharset()));
    }

    /** Puts lines in the place of those that are shown. */
    synchronized void show(String block) {
        print(TerminalBlock.inPlaceOf(shown, block));
        shown = block;
    }

    private synchronized void printAbove(byte[] lines) {
        print(TerminalBlock.inPlaceOf(shown, ""));
        errors.write(lines, 0, lines.length);
        errors.flush();
        print(TerminalBlock.inPlaceOf("", shown));
    }

    private void print(String text) {
        out.print(text);
        out.flush();
    }

    /** The block stays, and standard error is again what it was. */
    @Override
    public void close() {
        System.setErr(errors);
    }

    /** Passes on whole lines, since half of one would be taken for a line of the block. */
    private final class Lines extends OutputStream {
        private final ByteArrayOutputStream begun = new ByteArrayOutputStream();

        @Override
        public synchronized void write(int character) {
            begun.write(character);
            if (character == '\n') {
                byte[] line = begun.toByteArray();
                begun.reset();
                printAbove(line);
            }
        }
    }
}
