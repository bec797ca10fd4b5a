package dev.sagfleet.controller.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.agent.file.PrivateFiles;
import dev.sagfleet.controller.rpc.AccessKey;
import dev.sagfleet.controller.rpc.AccessKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who may call: the root access key of the API and the token of the control API, kept in a file that only
 * its owner can read.
 */
public record Credentials(AccessKey root, String controlToken) implements AccessKeys {
    /** Name of the file in the data directory. */
    public static final String FILE = "credentials";

    private static final String KEY_ID = "accessKeyId";
    private static final String SECRET = "accessKeySecret";
    private static final String TOKEN = "controlToken";

    /** What can stand in the header of a request. */
    private static final Pattern VISIBLE = Pattern.compile("[!-~]+");

    private static final int TOKEN_LENGTH = 40;

    /**
     * The credentials in the file; made up and written there if there is none.
     *
     * @param given what to use instead of what stands there or would be made up
     * @throws IOException if the file cannot be read or written, or is none; the message names it
     */
    public static Credentials open(Path dataDirectory, GivenCredentials given) throws IOException {
        Path file = dataDirectory.resolve(FILE);
        RandomText texts = new RandomText(new SecureRandom(), RandomText.LETTERS_AND_DIGITS);
        PrivateFiles.restrict(file);
        Optional<Credentials> kept = Files.exists(file) ? Optional.of(read(file)) : Optional.empty();
        AccessKey root =
                given.root().or(() -> kept.map(Credentials::root)).orElseGet(() -> new DrawnKeys(texts).rootKey());
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

    /**
     * The credentials that a controller has written.
     *
     * @throws IOException if the file cannot be read, or one of them is missing or empty; the message names both
     */
    public static Credentials read(Path file) throws IOException {
        ObjectNode fields = parse(file);
        return new Credentials(
                new AccessKey(text(file, fields, KEY_ID), text(file, fields, SECRET)), token(file, fields));
    }

    private static ObjectNode parse(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw unusable(file, "a directory");
        }
        try {
            return JsonFields.read(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            throw unusable(
                    file,
                    Optional.ofNullable(e.getLocation())
                            .map(at -> "no JSON from line " + at.getLineNr() + ", column " + at.getColumnNr() + " on")
                            .orElse("no JSON"));
        }
    }

    /** An empty text is refused, since with an empty secret or token the API would be open to everybody. */
    private static String text(Path file, ObjectNode fields, String name) throws IOException {
        @Nullable String text = fields.path(name).textValue();
        if (text == null || text.isEmpty()) {
            throw unusable(file, name + (text == null ? " is missing, or no text" : " is empty"));
        }
        return text;
    }

    private static String token(Path file, ObjectNode fields) throws IOException {
        String token = text(file, fields, TOKEN);
        if (!VISIBLE.matcher(token).matches()) {
            throw unusable(file, TOKEN + " has other characters than visible ones of ASCII");
        }
        return token;
    }

    private static IOException unusable(Path file, String found) {
        return new IOException(file + ": " + found + " (expected: " + KEY_ID + ", " + SECRET + " and " + TOKEN
                + " as a controller wrote them). Put them back, or delete it, and a controller makes up new ones.");
    }

    private static void write(Path file, Credentials credentials) throws IOException {
        var mapper = new ObjectMapper();
        ObjectNode node = mapper.createObjectNode()
                .put(KEY_ID, credentials.root().id())
                .put(SECRET, credentials.root().secret())
                .put(TOKEN, credentials.controlToken());
        PrivateFiles.writeDurably(file, mapper.writerWithDefaultPrettyPrinter().writeValueAsBytes(node));
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
