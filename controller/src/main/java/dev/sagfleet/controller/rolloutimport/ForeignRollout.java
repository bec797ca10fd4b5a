package dev.sagfleet.controller.rolloutimport;

import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.controller.document.DocumentProblems;
import dev.sagfleet.controller.document.YamlDocument;
import dev.sagfleet.controller.document.YamlKeys;
import dev.sagfleet.controller.document.YamlValue;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Files of other systems: the body with which hawkBit creates a rollout, and that with which AWS IoT creates a job.
 * Source: rollout rule R21.
 *
 * @see <a href="https://eclipse.dev/hawkbit/">hawkBit, Management API, rollouts</a>
 * @see <a href="https://docs.aws.amazon.com/iot/latest/apireference/API_CreateJob.html">AWS IoT, CreateJob</a>
 */
public final class ForeignRollout {
    /** What runs nowhere: stands for an image that the file does not name. */
    static final FirmwareVersion UNNAMED = FirmwareVersion.parse("0");

    /** Whose file it is. */
    public enum Kind {
        HAWKBIT("hawkBit"),
        AWS("AWS IoT");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** As it calls itself. */
        public String label() {
            return label;
        }
    }

    private static final String WHAT = "rollout of another system";
    private static final String EXPECTED = "a rollout of hawkBit or a job of AWS IoT, in JSON";
    private static final List<String> OF_HAWKBIT =
            List.of("distributionSetId", "targetFilterQuery", "amountGroups", "groups");
    private static final List<String> OF_AWS = List.of("jobId", "targets", "jobExecutionsRolloutConfig");

    /**
     * Reads a file of UTF-8 text.
     *
     * @param image the version to bring to the devices, if it is known; neither system names it for sure
     * @param now when it is read: windows must open after that
     * @throws dev.sagfleet.controller.document.DocumentException with all that is wrong with it
     * @throws IOException if it cannot be read
     */
    public static Imported read(Path path, Optional<FirmwareVersion> image, Instant now) throws IOException {
        return read(YamlDocument.read(path, WHAT, EXPECTED), image, now);
    }

    /** The same of a text, which messages call by this name. */
    public static Imported parse(String name, String text, Optional<FirmwareVersion> image, Instant now) {
        return read(YamlDocument.parse(name, text, WHAT, EXPECTED), image, now);
    }

    /**
     * Whose file it is; nothing if it is of none that is known, as one of this system.
     *
     * @throws dev.sagfleet.controller.document.DocumentException if it is no document
     * @throws IOException if it cannot be read
     */
    public static Optional<Kind> kindOf(Path path) throws IOException {
        YamlValue file = YamlDocument.read(path, WHAT, EXPECTED);
        var problems = new DocumentProblems(file.file());
        return YamlKeys.of(file, problems).flatMap(ForeignRollout::kindOf);
    }

    private static Optional<Kind> kindOf(YamlKeys keys) {
        if (OF_HAWKBIT.stream().anyMatch(keys::has)) {
            return Optional.of(Kind.HAWKBIT);
        }
        boolean isOfAws = OF_AWS.stream().anyMatch(keys::has) && !keys.has("waves");
        return isOfAws ? Optional.of(Kind.AWS) : Optional.empty();
    }

    private static Imported read(YamlValue file, Optional<FirmwareVersion> image, Instant now) {
        var problems = new DocumentProblems(file.file());
        Optional<Imported> imported = YamlKeys.of(file, problems).flatMap(keys -> {
            Optional<Kind> kind = kindOf(keys);
            if (kind.isEmpty()) {
                problems.add(file.refusal(WHAT + ": of none that is known", EXPECTED));
                return Optional.empty();
            }
            return switch (kind.get()) {
                case HAWKBIT -> new HawkbitImport(keys, image).read();
                case AWS -> new AwsImport(keys, image, now).read();
            };
        });
        problems.requireNone();
        return imported.orElseThrow();
    }

    private ForeignRollout() {}
}
