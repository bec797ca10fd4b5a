package dev.sagfleet.simulator.benchmark;

/** A benchmark that cannot be run or did not end well; the message says why and what to do. */
public final class BenchmarkException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BenchmarkException(String message) {
        super(message);
    }
}
