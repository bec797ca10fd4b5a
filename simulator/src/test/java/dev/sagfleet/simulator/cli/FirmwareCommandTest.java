package dev.sagfleet.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.controller.server.Controller;
import dev.sagfleet.controller.server.ControllerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Firmware images on the command line. */
@Timeout(60)
class FirmwareCommandTest {
    private Path directory;
    private Path data;
    private Controller controller;

    @BeforeEach
    void start(@TempDir Path temporary) throws IOException {
        directory = temporary;
        data = temporary.resolve("data");
        controller = Controller.start(ControllerConfig.in(data).withPorts(0, 0), Optional.empty(), List.of());
    }

    @AfterEach
    void stop() {
        controller.close();
    }

    private CommandLineRun firmware(String... arguments) {
        String endpoint = "http://127.0.0.1:" + controller.apiPort();
        return CommandLineRun.of(Stream.of(
                        Stream.of("firmware"),
                        Stream.of(arguments),
                        Stream.of("--endpoint", endpoint, "--data", data.toString()))
                .flatMap(part -> part)
                .toArray(String[]::new));
    }

    private String build(String version, String... more) {
        CommandLineRun built = firmware(Stream.concat(
                        Stream.of("build", "--model", "sag-1000", "--version", version, "--size", "64KiB"),
                        Stream.of(more))
                .toArray(String[]::new));
        assertThat(built.errors()).isEmpty();
        return built.out().lines().findFirst().orElseThrow().replaceFirst("image +", "");
    }

    private Path file(int bytes) throws IOException {
        byte[] content = new byte[bytes];
        new Random(bytes).nextBytes(content);
        return Files.write(directory.resolve("image" + bytes), content);
    }

    @Test
    void anImageIsBuiltAndShown() {
        CommandLineRun built = firmware(
                "build",
                "--model",
                "SAG-1000,SAG-100WM",
                "--version",
                "2.5.0",
                "--size",
                "1.5MiB",
                "--minimum",
                "2.4.0",
                "--security-index",
                "3",
                "--seed",
                "-7",
                "--key",
                "spare",
                "--withdraws",
                "primary");

        String digest = built.out().substring(11, 11 + 64);
        assertThat(built)
                .isEqualTo(new CommandLineRun(
                        0,
                        """
                        image      %s
                        version    2.5.0
                        models     SAG-1000,SAG-100WM
                        size       1.5 MiB, built
                        state      available
                        needs      2.4.0 or later
                        security   index 3
                        key        spare
                        withdraws  key primary
                        """
                                .formatted(digest),
                        List.of()));
        assertThat(firmware("show", digest.substring(0, 6))).isEqualTo(built);
        assertThat(firmware("show", "2.5", "--json").out())
                .startsWith("{\"digest\":\"" + digest + "\"")
                .contains("\"signature\":\"")
                .hasLineCount(1);
    }

    @Test
    void imagesAreListedInTheOrderOfTheirVersions() {
        String later = build("2.10.0");
        String earlier = build("2.9");

        assertThat(firmware("list").out())
                .isEqualTo("version  models    size    state      key      image\n"
                        + "2.9      SAG-1000  64 KiB  available  primary  " + earlier + "\n"
                        + "2.10.0   SAG-1000  64 KiB  available  primary  " + later + "\n");
        assertThat(firmware("list", "--version", "2.9.0", "--columns", "version,content")
                        .out())
                .isEqualTo("version  content\n2.9      built\n");
        assertThat(firmware("list", "--model", "APP").out().lines()).hasSize(1);
        assertThat(firmware("list", "--json").out()).hasLineCount(2);
    }

    @Test
    void anImageIsWithdrawn() {
        String digest = build("2.5.0");

        assertThat(firmware("withdraw", "2.5.0"))
                .isEqualTo(new CommandLineRun(0, "2.5.0 for SAG-1000 is withdrawn: " + digest + "\n", List.of()));

        assertThat(firmware("list", "--state", "withdrawn").out()).contains(digest);
        assertThat(firmware("build", "--model", "SAG-1000", "--version", "2.5.0", "--size", "64KiB"))
                .isEqualTo(new CommandLineRun(
                        ExitCodes.API_ERROR,
                        "",
                        List.of("sag: IncorrectStatus.FirmwareImage: image " + digest
                                + " of SAG-1000 2.5.0: found withdrawn, required another version")));
    }

    @Test
    void aFileIsUploadedInPieces() throws IOException {
        Path file = file(1_300_000);

        CommandLineRun uploaded = firmware("upload", file.toString(), "--model", "APP", "--version", "3.0");

        String digest = FileDigest.of(file).hex();
        assertThat(uploaded.errors()).isEmpty();
        assertThat(uploaded.out()).startsWith("image    " + digest).contains("1.2 MiB, uploaded");
        assertThat(data.resolve("firmware").resolve(digest)).hasSameBinaryContentAs(file);
        assertThat(firmware("upload", file.toString(), "--model", "APP", "--version", "3.0"))
                .isEqualTo(uploaded);
    }

    @Test
    void anUploadThatWasBrokenOffGoesOn() throws IOException {
        Path file = file(1_300_000);
        String digest = FileDigest.of(file).hex();
        Path part = data.resolve("firmware/uploads").resolve(digest + ".part");
        controller.close();
        Files.createDirectories(part.getParent());
        Files.write(part, Arrays.copyOf(Files.readAllBytes(file), 700_000));
        Files.writeString(
                part.resolveSibling(digest + ".json"),
                "{\"manifest\":\"{\\\"models\\\":[\\\"APP\\\"],\\\"version\\\":\\\"3.0\\\",\\\"sizeBytes\\\":1300000,"
                        + "\\\"digest\\\":\\\"" + digest
                        + "\\\",\\\"securityIndex\\\":0,\\\"keyId\\\":\\\"primary\\\"}\"}");
        controller = Controller.start(ControllerConfig.in(data).withPorts(0, 0), Optional.empty(), List.of());

        CommandLineRun uploaded = firmware("upload", file.toString(), "--model", "APP", "--version", "3.0");

        assertThat(uploaded.errors()).isEmpty();
        assertThat(data.resolve("firmware").resolve(digest)).hasSameBinaryContentAs(file);
        assertThat(part).doesNotExist();
    }

    @Test
    void anImageThatWasSignedElsewhereComesWithItsManifest() throws IOException {
        Path file = file(1_000);
        String manifest = "{\"models\":[\"APP\"],\"version\":\"3.1\",\"sizeBytes\":1000,\"digest\":\""
                + FileDigest.of(file).hex() + "\",\"securityIndex\":0,\"keyId\":\"primary\"}";
        Path text = Files.writeString(directory.resolve("manifest.json"), manifest + "\n");
        Path signature = Files.writeString(directory.resolve("signature"), "A".repeat(86) + "==\n");

        CommandLineRun refused =
                firmware("upload", file.toString(), "--manifest", text.toString(), "--signature", signature.toString());

        assertThat(refused.exitCode()).isEqualTo(ExitCodes.BAD_USAGE);
        assertThat(refused.errors())
                .containsExactly(
                        "sag: InvalidFirmwareImage: signature: wrong (expected: that of the manifest by the key"
                                + " primary)");
        firmware("upload", file.toString(), "--manifest", text.toString())
                .assertIsBadUsage("--signature: missing (expected: both or none)");
        firmware("upload", file.toString(), "--manifest", text.toString(), "--signature", "x", "--model", "APP")
                .assertIsBadUsage("--manifest beside what it says");
    }

    @Test
    void whatIsNoImageIsNotUploaded() throws IOException {
        Path empty = Files.createFile(directory.resolve("empty"));
        String[] rest = {"--model", "APP", "--version", "3.0"};

        upload(empty, rest).assertIsBadUsage(empty + ": empty (expected: a firmware image of 1 B to 4 GiB)");
        upload(directory, rest).assertIsBadUsage(directory + ": no file that can be read");
        upload(directory.resolve("none"), rest).assertIsBadUsage("none: no such file (expected: a firmware image)");
    }

    private CommandLineRun upload(Path file, String... more) {
        return firmware(Stream.concat(Stream.of("upload", file.toString()), Stream.of(more))
                .toArray(String[]::new));
    }

    @Test
    void aVersionThatIsThereWithOtherContentIsRefused() throws IOException {
        String digest = build("2.5.0");
        Path file = file(1_000);

        CommandLineRun refused = upload(file, "--model", "SAG-1000", "--version", "2.5.0");

        assertThat(refused.exitCode()).isEqualTo(ExitCodes.API_ERROR);
        assertThat(refused.errors())
                .singleElement()
                .asString()
                .contains("SAG-1000 2.5.0: found image " + FileDigest.of(file), "required " + digest);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "build --version 2.5.0 --size 1MiB | --model: missing (expected: one or more of SAG-100WM, SAG-1000,",
                "build --model SAG-9 --version 2.5.0 --size 1MiB | --model: SAG-9 (expected: one or more of SAG-100WM",
                "build --model APP --size 1MiB | --version: missing (expected: as in 2.5.0)",
                "build --model APP --version 2.5-rc1 --size 1MiB | --version: version: 2.5-rc1 (expected: 1 to 8 dotted",
                "build --model APP --version 2.5.0 | --size: missing (expected: as in 64MiB)",
                "build --model APP --version 2.5.0 --size 64M | --size: 64M (expected: 1 B to 4 GiB, as in 64MiB)",
                "build --model APP --version 2.5.0 --size 0 | --size: 0 (expected: 1 B to 4 GiB",
                "build --model APP --version 2.5.0 --size 5GiB | --size: 5GiB (expected: 1 B to 4 GiB",
                "build --model APP --version 2.5.0 --size 0.3B | --size: 0.3B (expected: 1 B to 4 GiB",
                "build --model APP --version 2.5.0 --size -1 | --size",
                "build --model APP --version 2.5.0 --size 1MiB --minimum x | --minimum: version: x",
                "build --model APP --version 2.5.0 --size 1MiB --security-index -1 | --security-index: -1 (expected: 0",
                "build --model APP --version 2.5.0 --size 1MiB --seed x | 'x'",
                "build --model APP --version 2.5.0 --size 1MiB --key third | key: third (expected: one of primary, spare)",
                "build --model APP --version 2.5.0 --size 1MiB --withdraws primary | withdrawnKeys: 1",
                "show nonsense | image: nonsense (expected: four digits or more of a digest, or a version",
                "show abc | image: abc (expected: four digits or more",
                "show abcd | image: abcd (expected: one that is there; ./sag firmware list shows all)",
                "withdraw 2.5.0 | image: 2.5.0 (expected: one that is there",
                "list --state old | state: old (expected: available, withdrawn)",
                "list --columns colour | --columns: colour (expected: version, models,",
                "nonsense | nonsense",
            })
    void whatIsWrongIsToldInOneLine(String arguments, String part) {
        firmware(arguments.split(" ", -1)).assertIsBadUsage(part);
    }

    @Test
    void ofSeveralImagesOneIsMeant() {
        build("2.5.0");
        firmware("build", "--model", "APP", "--version", "2.5.0", "--size", "1KiB");

        firmware("show", "2.5.0")
                .assertIsBadUsage("image: 2.5.0: 2.5.0 for ", " (expected: one of them; say more digits");
        assertThat(firmware("show", "2.5.0", "--model", "APP").out()).contains("models   APP\n");
    }

    @Test
    void withoutACommandItSaysWhichThereAre() {
        CommandLineRun.of("firmware")
                .assertIsBadUsage("nothing to do (expected: build, upload, list, show, withdraw or faults)");
        for (String command : List.of("build", "upload", "list", "show", "withdraw")) {
            assertThat(CommandLineRun.of("firmware", command, "--help").out())
                    .startsWith("Usage: sag firmware " + command);
        }
    }

    @Test
    void whereThereIsNoControllerItIsSaid() throws IOException {
        int port = CommandLineRun.unusedPort();

        CommandLineRun.of("firmware", "list", "--endpoint", "http://127.0.0.1:" + port, "--data", data.toString())
                .assertFoundNoController(port);
    }
}
