package dev.sagfleet.controller.rpc;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request that cannot be served, for a reason that its caller is told: HTTP status, code and message as
 * documented for the API.
 *
 * <p>It has no stack trace: it is the caller's doing, and the code says what it was.
 */
public final class ApiException extends RuntimeException {
    /** Characters of a detail; the rest is cut off. */
    public static final int DETAIL_LENGTH_MAX = 1000;

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final @Nullable String detail;

    public ApiException(int status, String code, String message) {
        this(status, code, message, null);
    }

    private ApiException(int status, String code, String message, @Nullable String detail) {
        super(requireNonNull(message, "message"), null, false, false);
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("status: " + status + " (expected: 400 to 599)");
        }
        this.status = status;
        this.code = requireNonNull(code, "code");
        this.detail = detail;
    }

    /**
     * The same error with a short text of what was found and what is required. Anything but printable
     * ASCII becomes {@code ?}, so that the text can stand in an HTTP header.
     */
    public ApiException withDetail(String text) {
        return new ApiException(status, code, message(), headerText(text));
    }

    /** The HTTP status, 400 to 599. */
    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    /** The documented message, to the letter. */
    public String message() {
        return requireNonNull(getMessage());
    }

    /** What was found and what is required, fit for an HTTP header; never part of the message. */
    public Optional<String> detail() {
        return Optional.ofNullable(detail);
    }

    private static String headerText(String text) {
        StringBuilder printable = new StringBuilder();
        text.chars().limit(DETAIL_LENGTH_MAX).forEach(c -> printable.append(c >= ' ' && c <= '~' ? (char) c : '?'));
        return printable.toString();
    }
}
