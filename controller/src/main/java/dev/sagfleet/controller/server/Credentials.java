package dev.sagfleet.controller.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.controller.rpc.AccessKey;
import dev.sagfleet.controller.rpc.AccessKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * Who may call: the root access key of the API and the token of the control API, kept in a file that only
 * its owner can read.
 */
public record Credentials(AccessKey root, String controlToken) implements AccessKeys {
    /** Name of the file in the data directory. */
    public static final String FILE = "credentials";

    private static final int KEY_ID_LENGTH = 20;
    private static final int SECRET_LENGTH = 30;
    private static final int TOKEN_LENGTH = 40;
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * The credentials in the file; made up and written there if there is none.
     *
     * @param given what to use instead of what stands there or would be made up
     * @throws IOException if the file cannot be read or written, or is none
     */
    public static Credentials open(Path dataDirectory, GivenCredentials given) throws IOException {
        Path file = dataDirectory.resolve(FILE);
        RandomText texts = new RandomText(new SecureRandom(), RandomText.LETTERS_AND_DIGITS);
        Optional<Credentials> kept = Files.exists(file) ? Optional.of(read(file)) : Optional.empty();
        AccessKey root = given.root()
                .or(() -> kept.map(Credentials::root))
                .orElseGet(() -> new AccessKey("LTAI" + texts.draw(KEY_ID_LENGTH), texts.draw(SECRET_LENGTH)));
        Credentials credentials = new Credentials(
                root,
                given.controlToken()
                        .or(() -> kept.map(Credentials::controlToken))
                        .orElseGet(() -> texts.draw(TOKEN_LENGTH)));
        if (!kept.equals(Optional.of(credentials))) {
            write(file, credentials);
        }
        return credentials;
    }

    /** The credentials that a controller has written. */
    public static Credentials read(Path file) throws IOException {
        JsonNode node = JSON.readTree(Files.readAllBytes(file));
        for (String name : new String[] {"accessKeyId", "accessKeySecret", "controlToken"}) {
            if (!node.path(name).isTextual()) {
                throw new IOException(file + ": " + name + " is missing (expected: a file that a controller wrote)");
            }
        }
        return new Credentials(
                new AccessKey(
                        node.path("accessKeyId").textValue(),
                        node.path("accessKeySecret").textValue()),
                node.path("controlToken").textValue());
    }

    private static void write(Path file, Credentials credentials) throws IOException {
        ObjectNode node = JSON.createObjectNode()
                .put("accessKeyId", credentials.root().id())
                .put("accessKeySecret", credentials.root().secret())
                .put("controlToken", credentials.controlToken());
        Path whole = file.resolveSibling(FILE + ".new");
        Files.deleteIfExists(whole);
        Files.createFile(whole, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(whole, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(node), StandardOpenOption.SYNC);
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public Optional<AccessKey> find(String accessKeyId) {
        return Optional.of(root).filter(key -> key.id().equals(accessKeyId));
    }

    /** Never the secrets, since this is what logs get. */
    @Override
    public String toString() {
        return "Credentials[accessKeyId=" + root.id() + ']';
    }
}
