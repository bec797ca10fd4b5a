package dev.sagfleet.agent.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.epoll.Epoll;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The essentials hold where there is no epoll too: in a JVM of its own, since Netty decides once. */
@Timeout(60)
class RelayOverNioTest {
    private interface Claim {
        void test() throws Exception;
    }

    @Test
    void essentialsHoldOverNio() throws Exception {
        Process nio = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dio.netty.transport.noNative=true",
                        "-Dio.netty.leakDetection.level=paranoid",
                        "-Dio.netty.allocator.type=pooled",
                        "-cp",
                        System.getProperty("java.class.path"),
                        RelayOverNioTest.class.getName())
                .redirectErrorStream(true)
                .start();
        String said = new String(nio.getInputStream().readAllBytes(), UTF_8);

        assertThat(nio.waitFor()).as(said).isZero();
        assertThat(said).doesNotContain("LEAK");
    }

    /** The other JVM. */
    public static void main(String[] args) throws Exception {
        assertThat(Epoll.isAvailable()).isFalse();
        var relay = new RelayTest();
        var ends = new RelayEndsTest();
        var holds = new RelayHoldsBackTest();
        Claim[] claims = {
            relay::megabytesComeBackAsTheyWereSent,
            relay::whatATargetSentBeforeItClosedArrivesWhole,
            relay::aClientThatHasSaidAllThatItWillStillGetsItsAnswer,
            ends::clientSeesThatItsTargetHasBrokenOff,
            ends::targetSeesThatItsClientHasBrokenOff,
            ends::targetThatHasSaidAllStillHearsItsClient,
            ends::endsOnBothSidesWaitForWhatIsHeldBack,
            holds::noMoreThanAQuantumIsHeldOfASenderThatHasEnded,
            holds::nothingPassesWhileTheDeviceDoesNotForwardAndNoBurstFollows,
            new RelayPortsTest()::clientBeyondTheLimitWaitsUntilAnotherLeaves
        };
        for (Claim claim : claims) {
            claim.test();
        }
        // A thread that a test has left behind must not keep this from ending.
        System.exit(0);
    }
}
