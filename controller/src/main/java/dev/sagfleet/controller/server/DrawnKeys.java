package dev.sagfleet.controller.server;

import dev.sagfleet.controller.access.UserKey;
import dev.sagfleet.controller.accessfile.DeclaredAccount.KeyDrawing;
import dev.sagfleet.controller.rpc.AccessKey;
import java.security.SecureRandom;

/** Makes up access keys that look like those of the cloud. */
record DrawnKeys(RandomText texts) implements KeyDrawing {
    private static final String ID_PREFIX = "LTAI";
    private static final String TEMPORARY_ID_PREFIX = "STS.";
    private static final int ID_LENGTH = 20;
    private static final int SECRET_LENGTH = 30;
    private static final int TOKEN_LENGTH = 100;

    /** Keys that nobody can guess. */
    static DrawnKeys secure() {
        return new DrawnKeys(new RandomText(new SecureRandom(), RandomText.LETTERS_AND_DIGITS));
    }

    AccessKey rootKey() {
        return new AccessKey(id(), secret());
    }

    @Override
    public UserKey key() {
        return new UserKey(id(), secret(), true);
    }

    private String id() {
        return ID_PREFIX + texts.draw(ID_LENGTH);
    }

    @Override
    public UserKey temporaryKey() {
        return new UserKey(TEMPORARY_ID_PREFIX + texts.draw(ID_LENGTH), secret(), true);
    }

    @Override
    public String token() {
        return texts.draw(TOKEN_LENGTH);
    }

    @Override
    public String secret() {
        return texts.draw(SECRET_LENGTH);
    }
}
