package dev.sagfleet.agent.protocol;

/** A frame that is no message of the contract. The text says what was found and what was expected. */
public final class MalformedMessageException extends Exception {
    private static final long serialVersionUID = 1L;

    public MalformedMessageException(String message) {
        super(message);
    }
}
