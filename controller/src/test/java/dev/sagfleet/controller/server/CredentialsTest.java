package dev.sagfleet.controller.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sagfleet.controller.rpc.AccessKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CredentialsTest {
    private final Path directory;
    private final Path file;

    CredentialsTest(@TempDir Path directory) {
        this.directory = directory;
        file = directory.resolve(Credentials.FILE);
    }

    private Credentials open() throws IOException {
        return Credentials.open(directory, new GivenCredentials(Optional.empty(), Optional.empty()));
    }

    @Test
    void whatIsMadeUpIsKeptAndClosedToOthers() throws IOException {
        Credentials made = open();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));

        assertThat(open()).isEqualTo(made);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void anAccessKeyThatIsGivenTakesThePlaceOfTheOneThatIsThere() throws IOException {
        Credentials made = open();
        var given = new AccessKey("id", "secret");

        assertThat(Credentials.open(directory, new GivenCredentials(Optional.of(given), Optional.empty())))
                .isEqualTo(new Credentials(given, made.controlToken()));
        assertThat(open().root()).isEqualTo(given);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '%',
            value = {
                "{'accessKeyId':'a','accessKeySecret':'s','controlToken':''} | controlToken is empty",
                "{'accessKeyId':'','accessKeySecret':'s','controlToken':'t'} | accessKeyId is empty",
                "{'accessKeyId':'a','accessKeySecret':'','controlToken':'t'} | accessKeySecret is empty",
                "{'accessKeyId':'a','accessKeySecret':'s'} | controlToken is missing",
                "{'accessKeyId':'a','accessKeySecret':'s','controlToken':null} | controlToken is missing, or no text",
                "{'accessKeyId':'a','accessKeySecret':'s','controlToken':' '} | controlToken has other characters",
                "{'accessKeyId':'a','accessKeySecret':'s','controlToken':'a\\nb'} | controlToken has other characters",
                "[] | accessKeyId is missing",
                "{'acc | no JSON from line 1, column"
            })
    void credentialsThatWouldOpenTheApiToEverybodyAreRefusedByFileAndField(String text, String found)
            throws IOException {
        String json = text.replace('\'', '"');
        Files.writeString(file, json);

        assertRefused(found);
        assertThat(file).hasContent(json);
    }

    @Test
    void anEmptyFileAndADirectoryInItsPlaceAreRefused() throws IOException {
        Files.createFile(file);
        assertRefused("accessKeyId is missing");
        Files.delete(file);
        Files.createDirectory(file);
        assertRefused("a directory");
    }

    private void assertRefused(String found) {
        assertThatThrownBy(this::open)
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file + ": " + found)
                .hasMessageContaining("(expected: accessKeyId, accessKeySecret and controlToken")
                .hasMessageNotContaining("\n");
    }
}
