package dev.sagfleet.controller.firmware;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.agent.file.PrivateFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import javax.crypto.spec.SecretKeySpec;

/** The signing keys of a controller in its data directory, in a file that only its owner can read. */
public final class KeyFile {
    /** Name of the file in the data directory. */
    public static final String FILE = "firmware-keys";

    private static final String PRIVATE = "privateKey";
    private static final String PUBLIC = "publicKey";
    private static final String LINK = "linkKey";
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * The keys in the file; made and written there if there is none.
     *
     * @throws IOException if the file cannot be read or written, or is none; the message names it
     */
    public static SigningKeys open(Path dataDirectory) throws IOException {
        Path file = dataDirectory.resolve(FILE);
        PrivateFiles.restrict(file);
        if (!Files.exists(file)) {
            write(file, SigningKeys.generate());
        }
        return read(file);
    }

    private static SigningKeys read(Path file) throws IOException {
        try {
            JsonNode fields = JSON.readTree(Files.readAllBytes(file));
            return SigningKeys.of(
                    pair(fields.path(SigningKeys.PRIMARY)),
                    pair(fields.path(SigningKeys.SPARE)),
                    new SecretKeySpec(bytes(fields.path(LINK)), SigningKeys.MAC));
        } catch (JsonProcessingException | GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException(
                    file + ": no signing keys (expected: " + SigningKeys.PRIMARY + ", " + SigningKeys.SPARE + " and "
                            + LINK + " as a controller wrote them). Put them back: devices that were registered know"
                            + " these keys and no others.",
                    e);
        }
    }

    private static KeyPair pair(JsonNode fields) throws GeneralSecurityException {
        KeyFactory keys = KeyFactory.getInstance(SigningKeys.SIGNATURE);
        return new KeyPair(
                keys.generatePublic(new X509EncodedKeySpec(bytes(fields.path(PUBLIC)))),
                keys.generatePrivate(new PKCS8EncodedKeySpec(bytes(fields.path(PRIVATE)))));
    }

    private static byte[] bytes(JsonNode text) {
        byte[] bytes = Base64.getDecoder().decode(text.asText());
        if (bytes.length == 0) {
            throw new IllegalArgumentException("key: empty (expected: one)");
        }
        return bytes;
    }

    private static void write(Path file, SigningKeys keys) throws IOException {
        ObjectNode fields = JSON.createObjectNode();
        keys.pairs().forEach((id, pair) -> fields.putObject(id)
                .put(PUBLIC, text(pair.getPublic().getEncoded()))
                .put(PRIVATE, text(pair.getPrivate().getEncoded())));
        fields.put(LINK, text(keys.linkKey().getEncoded()));
        Path whole = Files.createTempFile(file.toAbsolutePath().getParent(), FILE, ".new");
        try (FileChannel channel = FileChannel.open(whole, StandardOpenOption.WRITE)) {
            ByteBuffer bytes =
                    ByteBuffer.wrap(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(fields));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
            Files.createLink(file, whole);
        } catch (FileAlreadyExistsException e) {
            // Of two that start at once, both have the keys of the first.
        } finally {
            Files.deleteIfExists(whole);
        }
    }

    private static String text(byte[] key) {
        return Base64.getEncoder().encodeToString(key);
    }

    private KeyFile() {}
}
