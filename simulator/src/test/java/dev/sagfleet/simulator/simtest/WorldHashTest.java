package dev.sagfleet.simulator.simtest;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.simulator.JavaCommand;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same inputs give the same journal, to the byte: in each process, on each machine and JDK, today and tomorrow. */
class WorldHashTest {
    private static final String UPDATE =
            "java -cp 'simulator/target/test-classes:simulator/target/classes:simulator/target/lib/*' "
                    + WorldHash.class.getName() + " > simulator/src/test/resources/"
                    + WorldHash.class.getPackageName().replace('.', '/') + "/world-hash.txt";

    private static final List<String> HASHES = hashes();

    private static List<String> hashes() {
        try {
            return WorldHash.of(WorldHash.WORLD);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    /** Whoever changes what a world is made of changes its hash with it, and keeps the new one. */
    @Test
    void theWorldIsTheOneThatIsKept() throws IOException {
        List<String> kept = WorldHash.kept();

        assertThat(HASHES)
                .as(
                        "the hashes of the world of %s%n%s%nIf it has been changed, keep the new ones after a build: %s%nThey are%n%s%n",
                        WorldHash.WORLD.command(), parting(HASHES, kept), UPDATE, String.join("\n", HASHES))
                .isEqualTo(kept);
    }

    private static String parting(List<String> found, List<String> kept) {
        int same = 0;
        while (same < Math.min(found.size(), kept.size()) && found.get(same).equals(kept.get(same))) {
            same++;
        }
        return same == 0 ? "differ from the first part on" : "are the same up to " + kept.get(same - 1);
    }

    @Test
    void aSecondRunInTheSameProcessTellsTheSame() throws NoSuchAlgorithmException {
        SimOptions small = SimOptions.of(7).withMinutes(5);

        assertThat(WorldHash.of(small)).isEqualTo(WorldHash.of(small));
    }

    /** Each has another salt of its immutable collections besides. */
    static Stream<List<String>> processes() {
        return Stream.of(
                List.of("-XX:ActiveProcessorCount=1", "-XX:+UnlockExperimentalVMOptions", "-XX:hashCode=3"),
                List.of(
                        "-XX:ActiveProcessorCount=2",
                        "-XX:+UnlockExperimentalVMOptions",
                        "-XX:hashCode=1",
                        "-Duser.language=tr",
                        "-Duser.country=TR",
                        "-Duser.timezone=Asia/Kolkata",
                        "-Dfile.encoding=ISO-8859-1"));
    }

    @ParameterizedTest
    @MethodSource("processes")
    void aProcessWithOtherProcessorsIdentityHashesAndSettingsTellsTheSame(List<String> flags) throws Exception {
        List<String> command = new ArrayList<>(JavaCommand.of(WorldHash.class));
        command.addAll(1, flags);
        Process process =
                new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();

        List<String> hashes = new String(process.getInputStream().readAllBytes(), US_ASCII)
                .lines()
                .toList();

        assertThat(process.waitFor()).isZero();
        assertThat(hashes).isEqualTo(HASHES);
    }
}
