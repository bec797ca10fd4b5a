package dev.sagfleet.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sagfleet.agent.protocol.DeviceKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Identities that somebody else has issued to a fleet. */
class IdentityFileTest {
    private static final String KEY = "0123456789abcdef".repeat(4);

    private final Path file;

    IdentityFileTest(@TempDir Path directory) {
        file = directory.resolve("keys");
    }

    private static List<DeviceBlueprint> devices(Blueprint blueprint) {
        return blueprint.instances().stream()
                .flatMap(instance -> instance.devices().stream())
                .toList();
    }

    @Test
    void whatAFleetPrintsMakesTheSameFleet() throws IOException {
        Blueprint blueprint = FleetDefinition.demo(100, 1).blueprint();
        Files.writeString(
                file, devices(blueprint).stream().map(IdentityFile::line).collect(Collectors.joining()));

        assertThat(devices(blueprint.withIdentities(IdentityFile.read(file)))).isEqualTo(devices(blueprint));
    }

    @Test
    void eachDeviceGetsThatOfItsPlaceAndStaysWhatItIsOtherwise() throws IOException {
        String text =
                """
                instances:
                  - {model: SAG-1000, count: 2, bandwidth: 20, ha: warm_backup, firmware: 2.4.0}
                  - {model: APP, count: 1, users: 2, firmware: 2.3.0}
                """;
        Blueprint blueprint = new FleetDefinition("test.yaml", text, 1).blueprint();
        Files.writeString(
                file,
                """
                # of somebody else

                one    %1$s
                two    %1$s
                three  %1$s
                four   %1$s
                five   %1$s  ann of sales
                six    %1$s
                """
                        .formatted(KEY));

        Blueprint identified = blueprint.withIdentities(IdentityFile.read(file));

        List<DeviceBlueprint> devices = devices(identified);
        assertThat(devices.stream().map(device -> device.serial().text()))
                .containsExactly("one", "two", "three", "four", "five", "six");
        assertThat(devices).allSatisfy(device -> assertThat(device.key()).isEqualTo(new DeviceKey(KEY)));
        DeviceBlueprint last = devices(blueprint).get(5);
        assertThat(devices.get(4).userName()).contains("ann of sales");
        assertThat(devices.get(5).userName()).isEqualTo(last.userName());
        assertThat(devices.get(5).version()).isEqualTo(last.version());
        assertThat(identified.instances().get(1).id())
                .isEqualTo(blueprint.instances().get(1).id());
    }

    @Test
    void asManyAsTheFleetHasAreWanted() throws IOException {
        Files.writeString(file, "one " + KEY + '\n');
        Blueprint blueprint = FleetDefinition.demo(3, 1).blueprint();
        List<IssuedIdentity> one = IdentityFile.read(file);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> blueprint.withIdentities(one))
                .withMessage("1 devices (expected: 3, as many as the fleet has)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "one | 2: 1 word (expected: a serial number, a key",
                "one key | 2: deviceKey: not shown (expected: 64",
                "o/ne KEY | 2: serialNumber: o/ne",
                "zero KEY | 2: serialNumber: zero (expected: one that no other line has)",
            })
    void aLineThatIsNoneIsTold(String line, String reason) throws IOException {
        Files.writeString(file, "zero " + KEY + '\n' + line.replace("KEY", KEY) + '\n');

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> IdentityFile.read(file))
                .withMessageStartingWith(file + ":" + reason)
                .withMessageNotContaining(KEY);
    }
}
