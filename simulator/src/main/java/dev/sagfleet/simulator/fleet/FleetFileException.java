package dev.sagfleet.simulator.fleet;

import java.util.regex.Pattern;

/**
 * A fleet file that cannot be used. The message says where and why, for whoever wrote the file:
 * {@code FILE:LINE:COLUMN: what: value (expected: ...)}, lines and columns counted from 1.
 * Always one line.
 */
public final class FleetFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final Pattern BREAKS = Pattern.compile("[\\p{IsControl}\\p{Zl}\\p{Zp}]+");

    FleetFileException(String file, int line, int column, String found, String expected) {
        super(file + ':' + line + ':' + column + ": " + BREAKS.matcher(found).replaceAll(" ") + " (expected: "
                + expected + ')');
    }
}
